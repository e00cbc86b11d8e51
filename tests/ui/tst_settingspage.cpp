// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What one reads of a server's settings: what was changed and by whom, what overrides it, what waits, and what is wrong.
#include "harness/observed.h"
#include "ui/settings/settingspage.h"

#include "fixtures.h"
#include "harness/windowtest.h"
#include "pagechecks.h"
#include "ui/common/notices/notestrip.h"
#include "watch/momentbus.h"

#include <QSettings>
#include <QTest>

using namespace lockmaster;
using namespace lockmaster::fixtures;
using namespace Qt::StringLiterals;

namespace {

PostgresSetting setting(const QString &name, const QString &value, const QString &source, const QString &unit = {})
{
    return {
        .name = name, .value = value, .standard = u"100"_s, .unit = unit, .context = u"postmaster"_s, .source = source};
}

Configuration configured()
{
    Configuration made;
    made.settings = {setting(u"application_name"_s, u"lockmaster"_s, u"client"_s),
                     setting(u"max_connections"_s, u"200"_s, u"configuration file"_s),
                     setting(u"port"_s, u"100"_s, u"default"_s),
                     setting(u"shared_buffers"_s, u"16384"_s, u"configuration file"_s, u"8kB"_s)};
    made.settings[1].waitsForRestart = true;
    made.settings[1].file = u"/etc/postgresql/17/main/postgresql.conf"_s;
    made.settings[1].line = 65;
    made.settings[3].file = u"/var/lib/postgresql/postgresql.auto.conf"_s;
    made.overrides = {{u"port"_s, u"7"_s, u"orders"_s, u"billing"_s}};
    made.lines.emplace();
    made.lines->push_back({u"/etc/postgresql.conf"_s, 3, u"shared_buffers"_s, u"64MB"_s, false, {}});
    made.lines->push_back({u"/etc/postgresql.auto.conf"_s, 3, u"shared_buffers"_s, u"128MB"_s, true, {}});
    made.maySeeFiles = true;
    return made;
}

SnapshotPtr configuredSnapshot(const Configuration &configuration, const QString &target = kTarget)
{
    PostgresState made = state(20);
    made.identity.user = u"lockmaster"_s;
    made.identity.database = u"orders"_s;
    made.configuration = std::make_shared<const Configuration>(configuration);
    Snapshot shown;
    shown.target = target;
    shown.sequence = 1;
    shown.link.phase = LinkPhase::Live;
    shown.taken = shown.dataTaken = {kNow, SteadyTime{}};
    shown.postgres = std::make_shared<const PostgresState>(made);
    return std::make_shared<const Snapshot>(shown);
}

struct ShownSettings {
    MomentBus bus{fleet()};
    SettingsPage page{bus};

    explicit ShownSettings(const Configuration &configuration)
    {
        page.resize(1200, 700);
        page.setTarget(kTarget);
        page.show();
        observe(bus, configuredSnapshot(configuration));
        waitForRows();
    }
    void waitForRows() { QTRY_VERIFY(page.model().totalRows() > 0); }
    [[nodiscard]] QStringList names() const
    {
        QStringList all;
        for (int row = 0; row < page.model().rowCount(); ++row)
            all << page.model().row(row).name;
        return all;
    }
    [[nodiscard]] QString cell(const QString &name, QStringView column) const
    {
        return page.model().cell(page.model().rowOf(name), page.model().columnOf(column)).text;
    }
};

} // namespace

class TestSettingsPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QSettings().clear(); }
    void saysWhereAValueComesFrom();
    void viewsLeaveOutTheRest();
    void belowASettingIsWhatOverridesIt();
    void comparesWithAnotherTarget();
    void saysWhatIsWrongInTheFiles();
    void whatWaitsIsNotWrong();
    void saysWhatIsHidden();
    void hostileTextIsPlain();
    void saysThatNothingWasReadYet();
};

void TestSettingsPage::saysWhereAValueComesFrom()
{
    const ShownSettings shown(configured());
    QCOMPARE(shown.cell(u"shared_buffers"_s, u"value"), u"128MB"_s);
    QCOMPARE(shown.cell(u"shared_buffers"_s, u"source"), u"ALTER SYSTEM"_s);
    QCOMPARE(shown.cell(u"max_connections"_s, u"place"), u"postgresql.conf:65"_s);
    QCOMPARE(shown.cell(u"max_connections"_s, u"change"), u"restart"_s);
    QCOMPARE(shown.cell(u"application_name"_s, u"source"), u"this console's connection"_s);
    QCOMPARE(shown.page.status(),
             u"4 settings  ·  2 changed  ·  1 waits for a restart  ·  as role lockmaster in database "
             "orders gets them"_s);
    QCOMPARE(richLabels(shown.page), QStringList());
    QCOMPARE(namelessControls(shown.page), QStringList());
}

void TestSettingsPage::viewsLeaveOutTheRest()
{
    ShownSettings shown(configured());
    QCOMPARE(shown.names().size(), 4);
    shown.page.setView(SettingView::Own);
    QCOMPARE(shown.names(), (QStringList{u"max_connections"_s, u"shared_buffers"_s}));
    shown.page.setView(SettingView::WaitingForRestart);
    QCOMPARE(shown.names(), QStringList{u"max_connections"_s});
    shown.page.setView(SettingView::Overridden);
    QCOMPARE(shown.names(), QStringList{u"port"_s});
}

void TestSettingsPage::belowASettingIsWhatOverridesIt()
{
    ShownSettings shown(configured());
    auto &model = const_cast<SettingModel &>(shown.page.model());
    model.setFolded(model.rowOf(u"port"_s), false);
    QCOMPARE(shown.cell(u"port/orders/billing"_s, u"source"), u"for role billing in database orders"_s);
    QCOMPARE(shown.cell(u"port/orders/billing"_s, u"value"), u"7"_s);
    model.setFolded(model.rowOf(u"shared_buffers"_s), false);
    QCOMPARE(shown.names().count(u"shared_buffers"_s), 3);
    QCOMPARE(shown.cell(u"shared_buffers//etc/postgresql.conf:3/0"_s, u"source"),
             u"does not count: a later line says it again"_s);
}

void TestSettingsPage::comparesWithAnotherTarget()
{
    ShownSettings shown(configured());
    Configuration other = configured();
    other.settings[3].value = u"32768"_s;
    other.settings[0].value = u"psql"_s; // of that connection: no difference between servers
    observe(shown.bus, configuredSnapshot(other, kReadOnlyTarget));
    shown.page.compareWith(kReadOnlyTarget);
    QCOMPARE(shown.names(), QStringList{u"shared_buffers"_s});
    QCOMPARE(shown.cell(u"shared_buffers"_s, u"elsewhere"), u"256MB"_s);
    shown.page.compareWith({});
    QCOMPARE(shown.names().size(), 4);
}

void TestSettingsPage::saysWhatIsWrongInTheFiles()
{
    Configuration wrong = configured();
    wrong.lines->push_back({u"/etc/postgresql.conf"_s, 812, u"work_mem"_s, u"lots"_s, false, u"invalid value"_s});
    wrong.lines->push_back({u"/etc/pg_hba.conf"_s, 99, {}, {}, false, u"invalid connection type \"hots\""_s});
    const ShownSettings shown(wrong);
    QCOMPARE(shown.page.note().note().state, HealthState::Warning);
    QVERIFY(shown.page.note().note().headline.startsWith(u"2 lines of the configuration files are wrong"));
    QCOMPARE(shown.page.note().note().words, u"postgresql.conf, line 812: work_mem: invalid value\n"
                                             "pg_hba.conf, line 99: invalid connection type \"hots\""_s);
}

void TestSettingsPage::whatWaitsIsNotWrong()
{
    Configuration waits = configured();
    waits.lines->push_back(
        {u"/etc/postgresql.conf"_s, 65, u"max_connections"_s, u"300"_s, false, u"setting could not be applied"_s});
    QCOMPARE(ShownSettings(waits).page.note().note(), Note());
}

void TestSettingsPage::saysWhatIsHidden()
{
    Configuration hidden = configured();
    hidden.lines.reset();
    hidden.maySeeFiles = false;
    const ShownSettings shown(hidden);
    QVERIFY(shown.page.status().contains(
        u"GRANT EXECUTE ON FUNCTION pg_show_all_file_settings(), pg_hba_file_rules() TO lockmaster"));
}

void TestSettingsPage::hostileTextIsPlain()
{
    Configuration hostile = configured();
    hostile.settings[2].value = hostile.settings[2].source = hostile.overrides[0].value = kHostile;
    hostile.lines->push_back({kHostile, 1, u"port"_s, kHostile, false, kHostile});
    const ShownSettings shown(hostile);
    QCOMPARE(richLabels(shown.page), QStringList());
    QVERIFY(!shown.cell(u"port"_s, u"value").contains(u'\n'));
}

void TestSettingsPage::saysThatNothingWasReadYet()
{
    MomentBus bus(fleet());
    SettingsPage page(bus);
    page.setTarget(kTarget);
    page.show();
    Snapshot before;
    before.target = kTarget;
    before.sequence = 1;
    before.taken = {kNow, SteadyTime{}};
    observe(bus, std::make_shared<const Snapshot>(before));
    QCOMPARE(page.model().rowCount(), 0);
    QCOMPARE(page.status(), QString());
}

LOCKMASTER_WINDOW_TEST(TestSettingsPage)
#include "tst_settingspage.moc"
