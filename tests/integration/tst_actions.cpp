// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The four actions on real servers: what they end, what they refuse, and what they say when nobody knows.
#include "actionbench.h"

#include "actions/journal.h"
#include "actions/preflights.h"
#include "lab/scenes/scene.h"

#include <QCoroTask>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>

#include <csignal>

using namespace lockmaster;
using namespace lockmaster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

class MovableClock final : public Clock
{
public:
    std::chrono::seconds shift{0};
    WallTime wallNow() const override { return systemClock().wallNow() + shift; }
    SteadyTime steadyNow() const override { return systemClock().steadyNow() + shift; }
};

QString outcomeOf(const ActionResult &result) { return outcomeName(result.outcome); }

/// "session.same failed, …": everything that is not Ok.
QString troubles(const ActionPlan &plan)
{
    QStringList list;
    for (const Preflight &check : plan.preflights) {
        if (check.verdict != Verdict::Ok)
            list << check.id + u' ' + verdictName(check.verdict);
    }
    return list.join(u", "_s);
}

QStringList warnings(const ActionPlan &plan)
{
    QStringList ids;
    for (const Preflight &check : plan.preflights) {
        if (check.verdict == Verdict::Warning)
            ids << check.id;
    }
    return ids;
}

/// The child of crashedConsoleIsResolved(): executes one plan and is killed while it waits for the answer.
int actAsChild(const QStringList &arguments);

} // namespace

class TestActions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void endsExactlyThatSession();
    void wrongStartIsRefused();
    void statementSparesAnotherSession();
    void goneMeanwhileIsNoOp();
    void ownConnectionIsRefused();
    void walsenderIsRefused();
    void otherBackendsAreRefused();
    void poolerIsRefused();
    void readOnlyTargetIsNotEvenAsked();
    void privilegeIsNamed();
    void superuserNeedsSuperuser();
    void frozenBackendIsNotClaimed();
    void writtenWorkIsWarnedOf();

    void cancelsTheQueryOnScreen();
    void cancelOfIdleTransactionIsRefused();
    void cancelSparesTheNextQuery();
    void cancelOfEndedQueryIsNoOp();
    void synchronousCommitIsWarnedOf();

    void filterSparesWhoChanged();
    void refusedInTheMiddleIsLookedAt();
    void filterLeavesManagersOut();
    void filterMustNameSomebody();
    void manySessionsNeedNameAndTicks();
    void rootBlockerFreesVictims();
    void formerRootIsSpared();

    void confirmationIsChecked();
    void carriedOutOnce();
    void unwritableJournalStopsIt();
    void restartIsNoticed();
    void fullServerLendsTheMonitoring();
    void lostAnswerIsResolvedByLooking();
    void lostAnswerSetsTheMonitoringFree();
    void lostServerStaysUnknown();
    void crashedConsoleIsResolved();

private:
    std::unique_ptr<Client> client(const QString &application = u"shop"_s, const QString &role = u"web"_s);
    SessionKey keyOf(const Client &client);
    bool isThere(const SessionKey &key);
    QString activity(int pid, const QString &column);
    ActionRequest about(QLatin1StringView action, const SessionKey &key);
    ActionRequest aboutIdle(const QString &application);
    ActionPlan plan(const ActionRequest &request);
    ActionResult execute(const ActionPlan &plan, const QStringList &ticked = {});
    void use(LinkLender lender, Environment environment = Environment::Production, bool readOnly = false);
    QByteArray journalText() const;
    bool canSee(int pid, const QString &column, const QString &value);

    std::unique_ptr<Lab> m_lab;
    std::unique_ptr<QTemporaryDir> m_dir;
    MovableClock m_clock;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<Executor> m_executor;
};

void TestActions::initTestCase()
{
    m_lab = std::make_unique<Lab>(LabOptions{LabPart::Postgres | LabPart::PgBouncer, {{u"max_connections"_s, u"60"_s}}});
    const Result<void> up = m_lab->start();
    QVERIFY2(up, up ? "" : (up.error().text + up.error().detail).toUtf8());
}

void TestActions::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_clock.shift = 0s;
    m_journal = std::make_unique<Journal>(m_dir->filePath(u"journal"_s), m_clock);
    use(freshLinks(*m_lab, u"lockmaster"_s));
}

void TestActions::cleanup()
{
    m_executor.reset();
    m_lab->exec(u"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
                "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"_s);
}

void TestActions::use(LinkLender lender, Environment environment, bool readOnly)
{
    Target target;
    target.name = u"orders-primary"_s;
    target.environment = environment;
    target.readOnly = readOnly;
    m_executor = std::make_unique<Executor>(std::vector{target}, std::move(lender), *m_journal, m_clock);
}

std::unique_ptr<Client> TestActions::client(const QString &application, const QString &role)
{
    return std::make_unique<Client>(m_lab->conninfo(role, application));
}

QString TestActions::activity(int pid, const QString &column)
{
    return m_lab->value(u"SELECT %1 FROM pg_stat_activity WHERE pid = %2"_s.arg(column).arg(pid));
}

SessionKey TestActions::keyOf(const Client &client)
{
    const QString micros = activity(client.pid(), u"(extract(epoch FROM backend_start) * 1000000)::int8"_s);
    return {client.pid(), ServerTime(std::chrono::microseconds(micros.toLongLong()))};
}

bool TestActions::isThere(const SessionKey &key)
{
    return m_lab->value(u"SELECT count(*) FROM pg_stat_activity WHERE pid = %1 AND backend_start = '%2'"_s
                            .arg(key.pid).arg(timeParameter(key.backendStart))) == u"1";
}

bool TestActions::canSee(int pid, const QString &column, const QString &value)
{
    return QTest::qWaitFor([&] { return activity(pid, column) == value; }, 5000);
}

ActionRequest TestActions::about(QLatin1StringView action, const SessionKey &key)
{
    return {action, u"orders-primary"_s, key, {}, {}, {}};
}

ActionRequest TestActions::aboutIdle(const QString &application)
{
    SessionFilter filter;
    filter.application = application;
    filter.olderThan = 0s;
    return {kTerminateByFilter, u"orders-primary"_s, {}, {}, filter, {}};
}

ActionPlan TestActions::plan(const ActionRequest &request)
{
    const Result<ActionPlan> plan = QCoro::waitFor(m_executor->plan(request, {}));
    if (!plan)
        qWarning() << plan.error().text << plan.error().detail;
    return plan.value_or(ActionPlan{});
}

ActionResult TestActions::execute(const ActionPlan &plan, const QStringList &ticked)
{
    return QCoro::waitFor(m_executor->execute(plan, plan.token, ticked, {}));
}

QByteArray TestActions::journalText() const
{
    QByteArray text;
    for (const QString &name : QDir(m_journal->folder()).entryList({u"*.jsonl"_s})) {
        QFile file(m_journal->folder() + u'/' + name);
        if (file.open(QIODevice::ReadOnly))
            text += file.readAll();
    }
    return text;
}

void TestActions::endsExactlyThatSession()
{
    const auto victim = client();
    const auto bystander = client();
    const SessionKey key = keyOf(*victim);
    const ActionPlan made = plan(about(kTerminateSession, key));
    QCOMPARE(troubles(made), QString());
    QCOMPARE(made.title, u"End session %1 on orders-primary"_s.arg(key.pid));
    QCOMPARE(made.token, QString::number(key.pid));
    QCOMPARE(made.severity, Severity::Disruptive);
    QVERIFY(isThere(key));

    const ActionResult result = execute(made);
    QCOMPARE(outcomeOf(result), u"done_verified"_s);
    QVERIFY(!isThere(key));
    QVERIFY(isThere(keyOf(*bystander)));
    const QByteArray journal = journalText();
    QVERIFY(journal.indexOf("\"event\":\"planned\"") < journal.indexOf("\"event\":\"sent\""));
    QVERIFY(journal.indexOf("\"event\":\"sent\"") < journal.indexOf("\"event\":\"result\""));
    QCOMPARE(m_journal->verifyChain().value(), std::nullopt);
}

void TestActions::wrongStartIsRefused()
{
    const auto victim = client();
    SessionKey key = keyOf(*victim);
    key.backendStart -= 1us;
    const ActionPlan made = plan(about(kTerminateSession, key));
    QCOMPARE(troubles(made), u"session.same failed"_s);
    QCOMPARE(outcomeOf(execute(made)), u"refused"_s);
    QVERIFY(isThere(keyOf(*victim)));
}

/// The guard that counts is in the statement: it holds even when every earlier check was fooled.
void TestActions::statementSparesAnotherSession()
{
    const auto victim = client();
    const SessionKey key = keyOf(*victim);
    ActionPlan made = plan(about(kTerminateSession, key));
    made.statements.front().parameters[1] = timeParameter(key.backendStart + 1us);
    QCOMPARE(outcomeOf(execute(made)), u"no_op"_s);
    QVERIFY(isThere(key));
}

void TestActions::goneMeanwhileIsNoOp()
{
    auto victim = client();
    const ActionPlan made = plan(about(kTerminateSession, keyOf(*victim)));
    QCOMPARE(troubles(made), QString());
    QVERIFY(m_lab->endSessions({victim->pid()}));
    const ActionResult result = execute(made);
    QCOMPARE(outcomeOf(result), u"no_op"_s);
    QVERIFY2(result.summary.contains(u"has gone"), result.summary.toUtf8());
}

void TestActions::ownConnectionIsRefused()
{
    const auto link = makeLink(*m_lab, u"lockmaster"_s, u"console"_s);
    QVERIFY(QCoro::waitFor(link->open(QDeadlineTimer(5000), {})));
    use([link](QString, QString, std::stop_token) { return lendShared(link); });
    const QString micros = activity(link->backendPid(), u"(extract(epoch FROM backend_start) * 1000000)::int8"_s);
    const SessionKey own{link->backendPid(), ServerTime(std::chrono::microseconds(micros.toLongLong()))};
    QCOMPARE(troubles(plan(about(kTerminateSession, own))), u"session.own failed"_s);

    const auto sibling = client(u"lockmaster/anna/1234"_s, u"lockmaster"_s);
    QCOMPARE(troubles(plan(about(kTerminateSession, keyOf(*sibling)))), u"session.own failed"_s);
}

void TestActions::walsenderIsRefused()
{
    Client sender(m_lab->conninfo(u"replicator"_s, u"standby_1"_s) + u" replication=true"_s);
    QVERIFY(!sender.run(u"IDENTIFY_SYSTEM"_s).startsWith(u"ERROR"));
    const SessionKey key = keyOf(sender);
    const ActionPlan made = plan(about(kTerminateSession, key));
    QCOMPARE(troubles(made), u"backend.type failed"_s);
    QCOMPARE(outcomeOf(execute(made)), u"refused"_s);
    QVERIFY(isThere(key));
}

void TestActions::otherBackendsAreRefused()
{
    use(freshLinks(*m_lab, u"lab_admin"_s));
    const int pid = m_lab->value(u"SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'"_s).toInt();
    const QString micros = activity(pid, u"(extract(epoch FROM backend_start) * 1000000)::int8"_s);
    const SessionKey key{pid, ServerTime(std::chrono::microseconds(micros.toLongLong()))};
    QCOMPARE(troubles(plan(about(kTerminateSession, key))), u"backend.type failed"_s);
}

void TestActions::poolerIsRefused()
{
    const auto victim = client();
    Client pooled(m_lab->applicationConninfo(u"lockmaster"_s, u"shop"_s));
    const QString settings = u"SELECT current_setting('search_path') || current_setting('statement_timeout')"_s;
    const QString before = pooled.run(settings);
    use([this](QString, QString application, std::stop_token stop) {
        return lendPort(m_lab.get(), std::move(application), m_lab->pgbouncer().port(), std::move(stop));
    });
    const ActionPlan made = plan(about(kTerminateSession, keyOf(*victim)));
    QCOMPARE(troubles(made), u"server.direct failed"_s);
    QCOMPARE(outcomeOf(execute(made)), u"refused"_s);
    QVERIFY(isThere(keyOf(*victim)));
    QCOMPARE(pooled.run(settings), before); // nothing was left on a connection that others use
}

void TestActions::readOnlyTargetIsNotEvenAsked()
{
    use([](QString, QString, std::stop_token) { return lendNothing(); }, Environment::Production, true);
    const ActionPlan made = plan(about(kTerminateSession, {8123, {}}));
    QCOMPARE(troubles(made), u"target.writable failed"_s);
    QCOMPARE(outcomeOf(execute(made)), u"refused"_s);
}

void TestActions::privilegeIsNamed()
{
    const auto victim = client();
    use(freshLinks(*m_lab, u"lockmaster_plain"_s));
    const ActionPlan made = plan(about(kTerminateSession, keyOf(*victim)));
    QVERIFY2(!made.isAllowed(), troubles(made).toUtf8());
    const Preflight *check = findCheck(made.preflights, preflight::kPrivilege);
    QVERIFY(check);
    QVERIFY2(check->detail.contains(u"GRANT pg_monitor TO lockmaster_plain"), check->detail.toUtf8());
}

void TestActions::superuserNeedsSuperuser()
{
    const auto victim = client(u"psql"_s, u"lab_admin"_s);
    QCOMPARE(troubles(plan(about(kTerminateSession, keyOf(*victim)))), u"privilege failed"_s);
    use(freshLinks(*m_lab, u"lab_admin"_s));
    QCOMPARE(troubles(plan(about(kTerminateSession, keyOf(*victim)))), QString());
}

void TestActions::frozenBackendIsNotClaimed()
{
    const auto victim = client();
    const SessionKey key = keyOf(*victim);
    const ActionPlan made = plan(about(kTerminateSession, key));
    QCOMPARE(::kill(key.pid, SIGSTOP), 0);
    const ActionResult result = execute(made);
    QVERIFY(isThere(key));
    QCOMPARE(::kill(key.pid, SIGCONT), 0);
    QCOMPARE(outcomeOf(result), u"sent_unverified"_s);
    QVERIFY2(result.summary.contains(u"still there after 5 s"), result.summary.toUtf8());
    QVERIFY(!result.next.isEmpty());
    QVERIFY2(result.serverMessages.join(u' ').contains(u"did not terminate"), result.serverMessages.join(u' ').toUtf8());
    QVERIFY(QTest::qWaitFor([&] { return !isThere(key); }));
}

void TestActions::writtenWorkIsWarnedOf()
{
    const auto victim = client();
    victim->run(u"BEGIN"_s);
    QCOMPARE(troubles(plan(about(kTerminateSession, keyOf(*victim)))), QString());
    victim->run(u"CREATE TEMP TABLE t(i int)"_s);
    const ActionPlan made = plan(about(kTerminateSession, keyOf(*victim)));
    QCOMPARE(troubles(made), u"session.written warning"_s);
    QVERIFY(made.isAllowed());
}

void TestActions::cancelsTheQueryOnScreen()
{
    const auto victim = client();
    QVERIFY(victim->send(u"SELECT pg_sleep(60)"_s));
    QVERIFY(canSee(victim->pid(), u"wait_event"_s, u"PgSleep"_s));
    const SessionKey key = keyOf(*victim);
    const ActionPlan made = plan(about(kCancelQuery, key));
    QCOMPARE(troubles(made), QString());
    QCOMPARE(outcomeOf(execute(made)), u"done_verified"_s);
    QCOMPARE(victim->answer(), u"ERROR 57014"_s);
    QVERIFY(isThere(key));
}

void TestActions::cancelOfIdleTransactionIsRefused()
{
    const auto victim = client();
    victim->run(u"BEGIN"_s);
    const ActionPlan made = plan(about(kCancelQuery, keyOf(*victim)));
    QCOMPARE(troubles(made), u"session.state failed"_s);
    QVERIFY(findCheck(made.preflights, preflight::kSessionState)->detail.contains(u"End the session"));
}

void TestActions::cancelSparesTheNextQuery()
{
    const auto victim = client();
    victim->run(u"SELECT 1"_s);
    const QString micros = activity(victim->pid(), u"(extract(epoch FROM query_start) * 1000000)::int8"_s);
    ActionRequest request = about(kCancelQuery, keyOf(*victim));
    request.queryStart = ServerTime(std::chrono::microseconds(micros.toLongLong()));
    QVERIFY(victim->send(u"SELECT pg_sleep(60)"_s));
    QVERIFY(canSee(victim->pid(), u"wait_event"_s, u"PgSleep"_s));
    QCOMPARE(troubles(plan(request)), u"query.same failed"_s);
}

void TestActions::cancelOfEndedQueryIsNoOp()
{
    const auto victim = client();
    QVERIFY(victim->send(u"SELECT pg_sleep(60)"_s));
    QVERIFY(canSee(victim->pid(), u"wait_event"_s, u"PgSleep"_s));
    const ActionPlan made = plan(about(kCancelQuery, keyOf(*victim)));
    m_lab->exec(u"SELECT pg_cancel_backend(%1)"_s.arg(victim->pid()));
    QCOMPARE(victim->answer(), u"ERROR 57014"_s);
    QVERIFY(victim->send(u"SELECT pg_sleep(30)"_s)); // the next one must not be hit
    QVERIFY(canSee(victim->pid(), u"wait_event"_s, u"PgSleep"_s));
    QCOMPARE(outcomeOf(execute(made)), u"no_op"_s);
    QVERIFY(!victim->hasAnswer());
}

void TestActions::synchronousCommitIsWarnedOf()
{
    const auto victim = client();
    m_lab->exec(u"CREATE TABLE IF NOT EXISTS synced (i int); GRANT ALL ON synced TO web; TRUNCATE synced"_s);
    QVERIFY(m_lab->primary().set({{u"synchronous_standby_names"_s, u"ghost"_s}}));
    QVERIFY(victim->send(u"INSERT INTO synced VALUES (1)"_s));
    const bool waits = canSee(victim->pid(), u"wait_event"_s, u"SyncRep"_s);
    const SessionKey key = keyOf(*victim);
    const ActionPlan made = plan(about(kTerminateSession, key));
    const ActionResult result = execute(made);
    QVERIFY(m_lab->primary().set({{u"synchronous_standby_names"_s, u""_s}}));
    QVERIFY(waits);
    QVERIFY2(warnings(made).contains(u"sync_wait"), troubles(made).toUtf8());
    QVERIFY(findCheck(made.preflights, preflight::kSyncWait)->detail.contains(u"might not have been replicated"));
    QCOMPARE(outcomeOf(result), u"done_verified"_s);
    QVERIFY(result.next.contains(u"committed"));
    QCOMPARE(m_lab->value(u"SELECT count(*) FROM synced"_s), u"1"_s);
}

void TestActions::filterSparesWhoChanged()
{
    const auto first = client(u"leaky"_s);
    const auto second = client(u"leaky"_s);
    const auto third = client(u"leaky"_s);
    const auto other = client(u"shop"_s);
    for (const auto *one : {first.get(), second.get(), third.get(), other.get()})
        QVERIFY(canSee(one->pid(), u"state"_s, u"idle"_s));
    const SessionKey spared = keyOf(*second);
    const ActionPlan made = plan(aboutIdle(u"leaky"_s));
    QCOMPARE(troubles(made), QString());
    QCOMPARE(made.victims.size(), 3U);
    QCOMPARE(made.token, u"3"_s);
    second->run(u"SELECT 1"_s); // works again, idle again: not the session that was chosen any more

    const ActionResult result = execute(made);
    QCOMPARE(outcomeOf(result), u"done_verified"_s);
    QCOMPARE(std::ranges::count(result.sessions, Outcome::DoneVerified, &SessionOutcome::outcome), 2);
    QVERIFY2(result.summary.contains(u"2 have gone, 1 had gone or changed"), result.summary.toUtf8());
    QVERIFY(isThere(spared));
    QVERIFY(isThere(keyOf(*other)));
}

/// Signals that went out before the server refused the rest of a list are not undone by that.
void TestActions::refusedInTheMiddleIsLookedAt()
{
    const auto first = client(u"leaky"_s);
    const auto second = client(u"leaky"_s, u"lockmaster_plain"_s);
    const auto third = client(u"leaky"_s);
    for (const auto *one : {first.get(), second.get(), third.get()})
        QVERIFY(canSee(one->pid(), u"state"_s, u"idle"_s));
    const ActionPlan made = plan(aboutIdle(u"leaky"_s));
    QCOMPARE(made.victims.size(), 3U);
    QVERIFY(m_lab->exec(u"ALTER ROLE lockmaster_plain SUPERUSER"_s));
    const ActionResult result = execute(made);
    QVERIFY(m_lab->exec(u"ALTER ROLE lockmaster_plain NOSUPERUSER"_s));
    QVERIFY(isThere(keyOf(*second)));
    for (const SessionOutcome &one : result.sessions)
        QCOMPARE(one.outcome, isThere(one.session) ? Outcome::SentUnverified : Outcome::DoneVerified);
    // Which of them the server came to before it stopped is its own choice; each has to be told as it is.
    QCOMPARE(result.sessions.size(), 3U);
    QVERIFY(result.outcome != Outcome::DoneVerified);
}

void TestActions::filterLeavesManagersOut()
{
    const auto patroni = client(u"Patroni heartbeat"_s);
    const auto sibling = client(u"lockmaster"_s);
    const auto plain = client(u"shop"_s);
    const auto super = client(u"psql"_s, u"lab_admin"_s);
    for (const auto *one : {patroni.get(), sibling.get(), plain.get(), super.get()})
        QVERIFY(canSee(one->pid(), u"state"_s, u"idle"_s));
    ActionRequest request = aboutIdle({});
    request.filter->database = u"orders"_s;
    const ActionPlan made = plan(request);
    QVERIFY(made.isAllowed());
    QCOMPARE(made.victims.size(), 1U);
    QCOMPARE(made.victims.front().key, keyOf(*plain));
    const QString words = findCheck(made.preflights, preflight::kFilterExcluded)->detail;
    QVERIFY2(words.contains(u"1 of cluster managers") && words.contains(u"1 of superusers"), words.toUtf8());
}

void TestActions::filterMustNameSomebody()
{
    QCOMPARE(troubles(plan(aboutIdle({}))), u"filter.narrow failed"_s);
    QCOMPARE(troubles(plan(aboutIdle(u"nobody"_s))), u"filter.matches failed"_s);
}

void TestActions::manySessionsNeedNameAndTicks()
{
    std::vector<std::unique_ptr<Client>> pool;
    for (int i = 0; i < 25; ++i)
        pool.push_back(client(u"leaky"_s));
    QVERIFY(canSee(pool.back()->pid(), u"state"_s, u"idle"_s));
    const ActionPlan made = plan(aboutIdle(u"leaky"_s));
    QCOMPARE(made.victims.size(), 25U);
    QCOMPARE(made.statements.size(), 2U);
    QCOMPARE(made.severity, Severity::Destructive);
    QCOMPARE(made.token, u"orders-primary"_s);
    QCOMPARE(warnings(made), QStringList{u"filter.share"_s});
    QCOMPARE(outcomeOf(execute(made)), u"refused"_s); // not ticked
    QVERIFY(isThere(keyOf(*pool.front())));
    QCOMPARE(outcomeOf(execute(made, warnings(made))), u"done_verified"_s);
    QCOMPARE(m_lab->value(u"SELECT count(*) FROM pg_stat_activity WHERE application_name = 'leaky'"_s), u"0"_s);
}

void TestActions::rootBlockerFreesVictims()
{
    m_lab->exec(u"CREATE TABLE IF NOT EXISTS held (i int); GRANT ALL ON held TO web"_s);
    const auto root = client(u"billing"_s);
    root->run(u"BEGIN"_s);
    root->run(u"LOCK TABLE held IN ACCESS EXCLUSIVE MODE"_s);
    const auto first = client();
    const auto second = client();
    for (const auto *one : {first.get(), second.get()}) {
        QVERIFY(const_cast<Client *>(one)->send(u"SELECT count(*) FROM held"_s));
        QVERIFY(canSee(one->pid(), u"wait_event_type"_s, u"Lock"_s));
    }
    QCOMPARE(troubles(plan(about(kTerminateRootBlocker, keyOf(*first)))), u"root.still failed"_s);
    const ActionPlan made = plan(about(kTerminateRootBlocker, keyOf(*root)));
    QCOMPARE(troubles(made), u"session.written warning"_s); // such a lock takes a transaction id
    QCOMPARE(made.freed, 2);
    QVERIFY2(made.consequence.contains(u"2 sessions"), made.consequence.toUtf8());
    QCOMPARE(outcomeOf(execute(made)), u"done_verified"_s);
    QCOMPARE(first->answer(), u"0"_s);
    QCOMPARE(second->answer(), u"0"_s);
}

void TestActions::formerRootIsSpared()
{
    m_lab->exec(u"CREATE TABLE IF NOT EXISTS held (i int); GRANT ALL ON held TO web"_s);
    const auto root = client(u"billing"_s);
    root->run(u"BEGIN"_s);
    root->run(u"LOCK TABLE held IN ACCESS EXCLUSIVE MODE"_s);
    const auto victim = client();
    QVERIFY(victim->send(u"SELECT count(*) FROM held"_s));
    QVERIFY(canSee(victim->pid(), u"wait_event_type"_s, u"Lock"_s));
    const ActionPlan made = plan(about(kTerminateRootBlocker, keyOf(*root)));
    root->run(u"COMMIT"_s);
    QCOMPARE(victim->answer(), u"0"_s);
    QCOMPARE(outcomeOf(execute(made)), u"no_op"_s);
    QVERIFY(isThere(keyOf(*root)));
}

void TestActions::confirmationIsChecked()
{
    const auto victim = client();
    const ActionPlan made = plan(about(kTerminateSession, keyOf(*victim)));
    QCOMPARE(outcomeOf(QCoro::waitFor(m_executor->execute(made, {}, {}, {}))), u"refused"_s);
    QCOMPARE(outcomeOf(QCoro::waitFor(m_executor->execute(made, made.token + u'0', {}, {}))), u"refused"_s);
    m_clock.shift = 31s;
    const ActionResult late = execute(made);
    QCOMPARE(outcomeOf(late), u"refused"_s);
    QVERIFY2(late.summary.contains(u"older than 30 s"), late.summary.toUtf8());
    QVERIFY(isThere(keyOf(*victim)));
    QVERIFY(!journalText().contains("\"event\":\"sent\""));

    m_clock.shift = 0s;
    use(freshLinks(*m_lab, u"lockmaster"_s), Environment::Development);
    QCOMPARE(plan(about(kTerminateSession, keyOf(*victim))).token, QString());
}

void TestActions::carriedOutOnce()
{
    const auto victim = client();
    const ActionPlan made = plan(about(kTerminateSession, keyOf(*victim)));
    QCOMPARE(outcomeOf(execute(made)), u"done_verified"_s);
    QCOMPARE(outcomeOf(execute(made)), u"refused"_s);
}

void TestActions::unwritableJournalStopsIt()
{
    const auto victim = client();
    const ActionPlan made = plan(about(kTerminateSession, keyOf(*victim)));
    QVERIFY(QDir(m_journal->folder()).removeRecursively());
    QFile inTheWay(m_journal->folder());
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    QCOMPARE(outcomeOf(execute(made)), u"refused"_s);
    QVERIFY(isThere(keyOf(*victim)));
    QCOMPARE(troubles(plan(about(kTerminateSession, keyOf(*victim)))), u"journal failed"_s);
}

void TestActions::restartIsNoticed()
{
    const auto victim = client();
    const ActionPlan made = plan(about(kTerminateSession, keyOf(*victim)));
    QVERIFY(m_lab->primary().stop());
    const ActionResult unreachable = execute(made);
    QCOMPARE(outcomeOf(unreachable), u"failed_clean"_s);
    QVERIFY(m_lab->primary().start());
    ActionPlan renamed = made;
    renamed.id = u"another"_s;
    const ActionResult result = execute(renamed);
    QCOMPARE(outcomeOf(result), u"refused"_s);
    QVERIFY2(result.summary.contains(u"restarted"), result.summary.toUtf8());
}

void TestActions::fullServerLendsTheMonitoring()
{
    const auto monitoring = makeLink(*m_lab, u"lockmaster"_s, u"lockmaster"_s);
    QVERIFY(QCoro::waitFor(monitoring->open(QDeadlineTimer(5000), {})));
    const auto victim = client();
    const SessionKey key = keyOf(*victim);
    const auto scene = makeScene(u"too-many-clients:3"_s);
    QVERIFY(scene && scene->begin(*m_lab));
    use(freshLinks(*m_lab, u"lockmaster"_s, monitoring));
    const PgQuery settings{"SELECT current_setting('statement_timeout') || current_setting('application_name')", {}, {}};
    const QString before = QCoro::waitFor(monitoring->query(settings, QDeadlineTimer(3000), {})).value().text(0, 0);

    const ActionPlan made = plan(about(kTerminateSession, key));
    QCOMPARE(troubles(made), QString());
    QCOMPARE(outcomeOf(execute(made)), u"done_verified"_s);
    QVERIFY(!isThere(key));
    QCOMPARE(QCoro::waitFor(monitoring->query(settings, QDeadlineTimer(3000), {})).value().text(0, 0), before);
    QVERIFY(scene->end());
}

/// The victim is stopped, so that pg_terminate_backend waits; meanwhile the connection that asked is cut.
void TestActions::lostAnswerIsResolvedByLooking()
{
    const auto victim = client();
    const SessionKey key = keyOf(*victim);
    const ActionPlan made = plan(about(kTerminateSession, key));
    QCOMPARE(::kill(key.pid, SIGSTOP), 0);
    QTimer cut;
    connect(&cut, &QTimer::timeout, this, [&] {
        if (!journalText().contains("\"event\":\"sent\""))
            return;
        const QString waiting = u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                                "WHERE application_name LIKE 'lockmaster/%' AND query LIKE '%pg_terminate_backend(t.pid%'"_s;
        if (m_lab->value(waiting) == u"t") {
            cut.stop();
            ::kill(key.pid, SIGCONT);
        }
    });
    cut.start(50);
    const ActionResult result = execute(made);
    ::kill(key.pid, SIGCONT);
    QVERIFY(!cut.isActive());
    QCOMPARE(outcomeOf(result), u"done_verified"_s);
    QVERIFY(!isThere(key));
    QVERIFY(m_journal->unfinished().value().empty());
}

void TestActions::lostAnswerSetsTheMonitoringFree()
{
    const auto victim = client();
    const SessionKey key = keyOf(*victim);
    const ActionPlan made = plan(about(kTerminateSession, key));
    std::weak_ptr<void> loan;
    bool wasFree = false;
    use([&](QString, QString application, std::stop_token stop) {
        if (journalText().contains("\"event\":\"sent\"")) {
            wasFree = loan.expired();
            return lendFresh(m_lab.get(), u"lockmaster"_s, std::move(application), {}, std::move(stop));
        }
        const auto guard = std::make_shared<int>();
        loan = guard;
        return lendGuarded(makeLink(*m_lab, u"lockmaster"_s, u"lockmaster/shared"_s), guard);
    });
    QCOMPARE(::kill(key.pid, SIGSTOP), 0); // so that pg_terminate_backend waits
    QTimer cut;
    connect(&cut, &QTimer::timeout, this, [&] {
        const QString waiting = u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                                "WHERE application_name LIKE 'lockmaster/%' AND query LIKE '%pg_terminate_backend(t.pid%'"_s;
        if (journalText().contains("\"event\":\"sent\"") && m_lab->value(waiting) == u"t") {
            cut.stop();
            ::kill(key.pid, SIGCONT);
        }
    });
    cut.start(50);
    QCOMPARE(outcomeOf(execute(made)), u"done_verified"_s);
    ::kill(key.pid, SIGCONT);
    QVERIFY(wasFree);
}

void TestActions::lostServerStaysUnknown()
{
    const auto victim = client();
    const SessionKey key = keyOf(*victim);
    const ActionPlan made = plan(about(kTerminateSession, key));
    QCOMPARE(::kill(key.pid, SIGSTOP), 0);
    QTimer crash;
    connect(&crash, &QTimer::timeout, this, [&] {
        if (!journalText().contains("\"event\":\"sent\""))
            return;
        crash.stop();
        m_lab->primary().kill();
    });
    crash.start(50);
    const ActionResult result = execute(made);
    QCOMPARE(outcomeOf(result), u"unknown"_s);
    QVERIFY2(result.summary.contains(u"not known"), result.summary.toUtf8());
    QCOMPARE(m_journal->unfinished().value().size(), 1U);

    QVERIFY(m_lab->primary().start());
    const ActionPlan open = m_journal->unfinished().value().front();
    const ActionResult checked = QCoro::waitFor(m_executor->verify(open, {}));
    QCOMPARE(outcomeOf(checked), u"done_verified"_s);
    QVERIFY2(checked.summary.contains(u"restarted"), checked.summary.toUtf8());
    QVERIFY(m_journal->unfinished().value().empty());
}

void TestActions::crashedConsoleIsResolved()
{
    const auto victim = client();
    const SessionKey key = keyOf(*victim);
    QCOMPARE(::kill(key.pid, SIGSTOP), 0); // the answer takes five seconds
    QProcess console;
    console.setProcessChannelMode(QProcess::ForwardedChannels);
    console.start(QCoreApplication::applicationFilePath(),
                  {u"--act"_s, QString::number(m_lab->primary().port()), m_lab->password(u"lockmaster"_s),
                   m_journal->folder(), QString::number(key.pid),
                   QString::number(key.backendStart.time_since_epoch().count())});
    QVERIFY(QTest::qWaitFor([&] { return journalText().contains("\"event\":\"sent\""); }));
    console.kill();
    QVERIFY(console.waitForFinished());
    QCOMPARE(console.exitStatus(), QProcess::CrashExit);
    QCOMPARE(::kill(key.pid, SIGCONT), 0);

    const auto unfinished = m_journal->unfinished().value();
    QCOMPARE(unfinished.size(), 1U);
    QCOMPARE(unfinished.front().victims.front().key, key);
    const ActionResult result = QCoro::waitFor(m_executor->verify(unfinished.front(), {}));
    // The signal may or may not have left before the console died: both are told as they are, never sent again.
    const bool isGone = !isThere(key);
    QCOMPARE(outcomeOf(result), isGone ? u"done_verified"_s : u"sent_unverified"_s);
    QVERIFY(m_journal->unfinished().value().empty());
    QCOMPARE(m_journal->verifyChain().value(), std::nullopt);
}

namespace {

QCoro::Task<Result<LentLink>> lendTo(QString port, QString password, QString applicationName, std::stop_token stop)
{
    PgLinkOptions options;
    options.parameters = {{u"host"_s, u"127.0.0.1"_s}, {u"port"_s, port}, {u"dbname"_s, u"orders"_s},
                          {u"user"_s, u"lockmaster"_s}, {u"sslmode"_s, u"disable"_s}};
    options.password = [password](std::stop_token) { return give(password); };
    options.applicationName = applicationName;
    LentLink lent{std::make_shared<PgLink>(options), false, nullptr};
    const Result<void> opened = co_await lent.link->open(QDeadlineTimer(5000), stop);
    if (!opened)
        co_return std::unexpected(opened.error());
    co_return lent;
}

int actAsChild(const QStringList &arguments)
{
    const QString port = arguments[2];
    const QString password = arguments[3];
    Journal journal(arguments[4]);
    Target target;
    target.name = u"orders-primary"_s;
    Executor executor({target}, [=](QString, QString application, std::stop_token stop) {
        return lendTo(port, password, std::move(application), std::move(stop));
    }, journal);
    const SessionKey key{arguments[5].toInt(), ServerTime(std::chrono::microseconds(arguments[6].toLongLong()))};
    const ActionRequest request{kTerminateSession, u"orders-primary"_s, key, {}, {}, {}};
    const auto plan = QCoro::waitFor(executor.plan(request, {}));
    if (!plan)
        return 1;
    QCoro::waitFor(executor.execute(*plan, plan->token, {}, {}));
    return 0;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    if (app.arguments().value(1) == u"--act")
        return actAsChild(app.arguments());
    TestActions test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_actions.moc"
