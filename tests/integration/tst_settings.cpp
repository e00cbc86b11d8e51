// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The settings of real servers of any version are what SHOW says; what waits for a restart, what is set for roles, and
// lines that are wrong are found.
#include <QTest>
#include <algorithm>

#include "diagnosis/diagnosis.h"
#include "harness/testprogram.h"
#include "lab/watch/watched.h"
#include "matrix.h"
#include "model/postgres/configuration.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;

class TestSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_lab.reset(); }
    void valuesAreThoseOfShow();
    void ofAHealthyServerNothingIsFound();
    void filesAreReadWhereGranted();
    void whatWaitsForARestartIsFound();
    void whatIsSetForRolesIsTold();
    void secretsAreMasked();

private:
    /// As a new connection learns it.
    SnapshotPtr seen();
    [[nodiscard]] static const Configuration &in(const SnapshotPtr &snapshot)
    {
        return *snapshot->postgres->configuration;
    }
    void exec(const QString &sql) { QVERIFY2(m_lab->exec(sql), qPrintable(sql)); }

    std::unique_ptr<Lab> m_lab;
};

void TestSettings::initTestCase()
{
    LabOptions options;
    options.serverRoot = serverRoot();
    m_lab = std::make_unique<Lab>(options);
    const auto started = m_lab->start();
    QVERIFY2(started, qPrintable(started ? QString() : started.error().text + started.error().detail));
}

SnapshotPtr TestSettings::seen()
{
    Watched watched(*m_lab, {targetOf(*m_lab, m_lab->primary())}, quick());
    const bool isRead = QTest::qWaitFor(
        [&] {
            return watched.isLiveNow() && watched.state()->configuration
                   && (watched.state()->configuration->lines || !watched.state()->configuration->maySeeFiles);
        },
        10'000);
    return isRead ? watched.last() : nullptr;
}

void TestSettings::valuesAreThoseOfShow()
{
    const SnapshotPtr snapshot = seen();
    QVERIFY(snapshot);
    const auto table = m_lab->exec(u"SELECT name, current_setting(name) FROM pg_settings WHERE source NOT IN "
                                   "('session', 'client', 'user', 'database', 'database user') "
                                   "AND name NOT LIKE 'tcp\\_%'"_s); // those are of the socket that asks
    QVERIFY(table && table->size() > 300);
    for (const auto &row : *table) {
        const PostgresSetting *setting = findSetting(in(snapshot), row[0]);
        QVERIFY2(setting, qPrintable(row[0]));
        if (!isOfOurSession(*setting) && setting->source != u"override")
            QCOMPARE(row[0] + u'=' + settingText(setting->value, setting->unit), row[0] + u'=' + row[1]);
    }
}

void TestSettings::ofAHealthyServerNothingIsFound()
{
    const SnapshotPtr snapshot = seen();
    QVERIFY(snapshot && !in(snapshot).maySeeFiles && !in(snapshot).lines);
    for (const Finding &finding : findings(*snapshot))
        QVERIFY2(finding.id != u"pg.settings.pending_restart", qPrintable(finding.id));
}

void TestSettings::filesAreReadWhereGranted()
{
    exec(u"GRANT EXECUTE ON FUNCTION pg_show_all_file_settings(), pg_hba_file_rules() TO lockmaster"_s);
    const SnapshotPtr healthy = seen();
    QVERIFY(healthy && in(healthy).lines);
    QVERIFY(std::ranges::any_of(*in(healthy).lines, &ConfigurationLine::isApplied));
    QVERIFY(std::ranges::all_of(*in(healthy).lines, [](const auto &line) { return line.error.isEmpty(); }));
    QVERIFY(m_lab->primary().appendHba(u"hots all all trust"_s)); // and the reload leaves all as it was
    const SnapshotPtr wrong = seen();
    QVERIFY(wrong);
    const auto line = std::ranges::find_if(*in(wrong).lines, [](const auto &one) { return !one.error.isEmpty(); });
    QVERIFY(line != in(wrong).lines->end());
    QVERIFY2(line->error.contains(u"hots") && line->line > 0 && line->file.endsWith(u"pg_hba.conf"),
             qPrintable(line->file + u' ' + line->error));
}

void TestSettings::whatWaitsForARestartIsFound()
{
    exec(u"ALTER SYSTEM SET max_connections = 123"_s);
    QVERIFY(m_lab->primary().reload());
    const auto found = [&]() -> std::optional<Finding> {
        const SnapshotPtr snapshot = seen();
        const std::vector<Finding> all = snapshot ? findings(*snapshot) : std::vector<Finding>();
        const auto one = std::ranges::find(all, u"pg.settings.pending_restart"_s, &Finding::id);
        return one == all.end() ? std::nullopt : std::optional(*one);
    };
    QTRY_VERIFY_WITH_TIMEOUT(found(), 10'000); // once the postmaster has read its files
    const Finding finding = *found();
    QCOMPARE(finding.evidence[u"settings"][0][u"name"].toString(), u"max_connections"_s);
    QCOMPARE(finding.evidence[u"settings"][0][u"file_value"].toString(), u"123"_s);
    exec(u"ALTER SYSTEM RESET max_connections"_s);
    QVERIFY(m_lab->primary().reload());
    QTRY_VERIFY_WITH_TIMEOUT(!found(), 10'000);
}

void TestSettings::whatIsSetForRolesIsTold()
{
    exec(u"ALTER ROLE web IN DATABASE orders SET work_mem = '7MB'"_s);
    exec(u"ALTER DATABASE orders SET statement_timeout = '3min'"_s);
    const SnapshotPtr snapshot = seen();
    QVERIFY(snapshot);
    const std::vector<SettingOverride> &all = in(snapshot).overrides;
    QVERIFY(std::ranges::contains(all, SettingOverride{u"work_mem"_s, u"7MB"_s, u"orders"_s, u"web"_s}));
    QVERIFY(std::ranges::contains(all, SettingOverride{u"statement_timeout"_s, u"3min"_s, u"orders"_s, {}}));
    // The console sets a timeout of its own; what others get is told.
    QCOMPARE(settingText(findSetting(in(snapshot), u"statement_timeout")->value, u"ms"_s), u"3min"_s);
    exec(u"ALTER DATABASE orders RESET statement_timeout"_s);
}

void TestSettings::secretsAreMasked()
{
    exec(u"ALTER SYSTEM SET primary_conninfo = 'host=10.0.0.1 password=hunter2hunter2'"_s);
    QVERIFY(m_lab->primary().reload());
    QTRY_VERIFY(m_lab->value(u"SHOW primary_conninfo"_s).contains(u"hunter2"));
    const SnapshotPtr snapshot = seen();
    QVERIFY(snapshot && in(snapshot).lines);
    const auto line = std::ranges::find(*in(snapshot).lines, u"primary_conninfo"_s, &ConfigurationLine::name);
    QVERIFY(line != in(snapshot).lines->end());
    QVERIFY2(line->value.contains(u"10.0.0.1") && !line->value.contains(u"hunter2"), qPrintable(line->value));
    QVERIFY(!findSetting(in(snapshot), u"primary_conninfo")->value.contains(u"hunter2"));
}

LOCKMASTER_TEST(TestSettings)
#include "tst_settings.moc"
