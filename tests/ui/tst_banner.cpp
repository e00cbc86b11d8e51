// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the banner says of a Redis server: what is hidden and how to allow it, and nothing that is told elsewhere.
#include "harness/windowtest.h"
#include "redis/redispagefixtures.h"

#include "ui/common/notices/banner.h"
#include "ui/common/notices/linkwords.h"
#include "ui/common/notices/statemark.h"

#include <QLabel>
#include <QTest>

using namespace lockmaster;
using namespace lockmaster::fixtures;

namespace {

QString wordsOf(const Snapshot &snapshot)
{
    Banner banner;
    banner.showSnapshot(snapshot);
    QStringList words;
    for (const QLabel *label : banner.findChildren<QLabel *>())
        words << (label->isHidden() || banner.isHidden() ? QString() : label->text());
    words.removeAll(QString());
    return words.join(u'\n');
}

Snapshot refused(const QString &code)
{
    Snapshot snapshot = redisFrame(kCache, 0s);
    snapshot.link = {
        .phase = LinkPhase::Refused, .rung = Rung::Auth, .error = Error{.kind = ErrorKind::Auth, .sqlState = code}};
    return snapshot;
}

} // namespace

class TestBanner : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneRuleAllowsAllThatIsHidden()
    {
        const Snapshot snapshot = hiding(redisState(), {u"CLIENT LIST"_s, u"SLOWLOG GET"_s, u"MEMORY DOCTOR"_s});
        QCOMPARE(wordsOf(snapshot),
                 u"Some values are hidden from the user monitor\n"
                 "Not allowed: CLIENT LIST, SLOWLOG GET, MEMORY DOCTOR. To allow what was asked for so far:\n"
                 "ACL SETUSER monitor +client|list +slowlog|get +memory|doctor"_s);
    }

    void whatTheServerDoesNotHaveNoRuleAllows()
    {
        RedisState state = redisState();
        state.refused = {{u"MEMORY DOCTOR"_s, u"monitor"_s, {}, u"The server has no command MEMORY DOCTOR"_s}};
        QVERIFY(wordsOf(live(state)).endsWith(u"The server has no command MEMORY DOCTOR"));
        QVERIFY(!wordsOf(live(state)).contains(u"ACL SETUSER"));
    }

    void claimsNoEncryptionThatIsNotThere()
    {
        Snapshot snapshot = refused(u"WRONGPASS"_s);
        snapshot.link.address = u"10.0.0.7:6379"_s;
        QVERIFY2(wordsOf(snapshot).contains(u"name ✓ → network ✓ → login ✗ → query  ·  10.0.0.7:6379"),
                 qPrintable(wordsOf(snapshot)));
        snapshot.link.encrypted = true;
        QVERIFY2(wordsOf(snapshot).contains(u"network ✓ → encryption ✓ → login ✗"), qPrintable(wordsOf(snapshot)));
    }

    /// The server has heard nothing of it, so that nothing is put into its mouth.
    void aPasswordThatCannotBeGotIsNoRefusedLogin()
    {
        Snapshot snapshot = refused({});
        snapshot.link.phase = LinkPhase::Broken;
        snapshot.link.rung = Rung::Password;
        snapshot.link.error = Error{
            .kind = ErrorKind::Config, .text = u"The password command failed"_s, .detail = u"Run it in a terminal"_s};
        const QString words = wordsOf(snapshot);
        QVERIFY2(words.contains(u"name ✓ → password ✗ → network → encryption → login → query"), qPrintable(words));
        QVERIFY2(words.contains(u"The password command failed"), qPrintable(words));
        QCOMPARE(words.count(u"Run it in a terminal"), 1);
        QVERIFY2(words.contains(u"Without a password since"), qPrintable(words));
        QVERIFY2(linkWords(snapshot.link, {}).serverWords.isEmpty(), qPrintable(words));
    }

    void theStatementThatMendsItStandsAlone()
    {
        Snapshot snapshot = live(redisState());
        snapshot.redis.reset();
        snapshot.hidden = {u"Queries are hidden from me. To show them: GRANT pg_monitor TO me;"_s};
        QVERIFY2(wordsOf(snapshot).endsWith(u"To show them:\nGRANT pg_monitor TO me;"), qPrintable(wordsOf(snapshot)));
    }

    void advisesInTheServersOwnWords()
    {
        QVERIFY2(wordsOf(refused(u"WRONGPASS"_s)).contains(u"Check user and password, then"),
                 qPrintable(wordsOf(refused(u"WRONGPASS"_s))));
        QVERIFY(wordsOf(refused(u"DENIED"_s)).contains(u"protected-mode"));
        QVERIFY(wordsOf(refused(u"MAXCLIENTS"_s)).contains(u"maxclients"));
        QVERIFY(wordsOf(refused(u"28P01"_s)).contains(u"pg_hba.conf"));
        QVERIFY(wordsOf(refused(u"3D000"_s)).contains(u"Name another database"));
        QVERIFY(!wordsOf(refused(u"3D000"_s)).contains(u"pg_hba.conf"));
        QVERIFY(
            !wordsOf(refused(u"08P01"_s)).contains(u"pg_hba.conf")); // of PgBouncer's console, which says what to do
    }
};

LOCKMASTER_WINDOW_TEST(TestBanner)
#include "tst_banner.moc"
