// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of actions share: a lab, an executor with a journal of its own for each test, and short ways to
// plan, to carry out and to look.
#pragma once

#include <QCoroTask>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include "actionbench.h"
#include "actions/journal/journalwriter.h"
#include "model/postgres/sessionarguments.h"

namespace lockmaster::test {

class MovableClock final : public Clock
{
public:
    std::chrono::seconds shift{0};
    WallTime wallNow() const override { return systemClock().wallNow() + shift; }
    SteadyTime steadyNow() const override { return systemClock().steadyNow() + shift; }
};

inline QString outcomeOf(const ActionResult &result)
{
    return outcomeName(result.outcome);
}

/// "session.same failed, …": everything that is not Ok.
inline QString troubles(const ActionPlan &plan)
{
    QStringList list;
    for (const Preflight &check : plan.preflights) {
        if (check.verdict != Verdict::Ok)
            list << check.id + u' ' + verdictName(check.verdict);
    }
    return list.join(QStringLiteral(", "));
}

inline QStringList warnings(const ActionPlan &plan)
{
    QStringList ids;
    for (const Preflight &check : plan.preflights) {
        if (check.verdict == Verdict::Warning)
            ids << check.id;
    }
    return ids;
}

class ActionTest : public QObject
{
protected:
    std::unique_ptr<Lab> m_lab;
    std::unique_ptr<QTemporaryDir> m_dir;
    MovableClock m_clock;
    std::unique_ptr<Journal> m_journal; ///< to look into; what the executor writes goes through m_writer
    std::unique_ptr<JournalWriter> m_writer;
    QStringList m_otherPrimaries;
    std::unique_ptr<Executor> m_executor;

    void startLab(LabParts parts)
    {
        m_lab = std::make_unique<Lab>(LabOptions{parts, {{QStringLiteral("max_connections"), QStringLiteral("60")}}});
        const Result<void> up = m_lab->start();
        QVERIFY2(up, up ? "" : (up.error().text + up.error().detail).toUtf8());
    }
    void setUp()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_clock.shift = std::chrono::seconds(0);
        m_journal = std::make_unique<Journal>(m_dir->filePath(QStringLiteral("journal")), m_clock);
        m_writer = std::make_unique<JournalWriter>(m_journal->folder(), m_clock);
        m_otherPrimaries.clear();
        use(freshLinks(*m_lab, QStringLiteral("lockmaster")));
    }
    void tearDown()
    {
        m_executor.reset();
        m_lab->exec(QStringLiteral("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
                                   "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"));
    }
    void use(LinkLender lender, Environment environment = Environment::Production, bool readOnly = false)
    {
        Target target;
        target.name = QStringLiteral("orders-primary");
        target.environment = environment;
        target.readOnly = readOnly;
        m_executor = std::make_unique<Executor>(
            FleetAccess{{target}, std::move(lender), [this](const QString &) { return m_otherPrimaries; }}, *m_writer,
            m_clock);
    }
    std::unique_ptr<Client> client(const QString &application = QStringLiteral("shop"),
                                   const QString &role = QStringLiteral("web"))
    {
        return std::make_unique<Client>(m_lab->conninfo(role, application));
    }
    QString activity(int pid, const QString &column)
    {
        return m_lab->value(QStringLiteral("SELECT %1 FROM pg_stat_activity WHERE pid = %2").arg(column).arg(pid));
    }
    SessionKey keyOf(const Client &client)
    {
        const QString micros =
            activity(client.pid(), QStringLiteral("(extract(epoch FROM backend_start) * 1000000)::int8"));
        return {client.pid(), ServerTime(std::chrono::microseconds(micros.toLongLong()))};
    }
    bool isThere(const SessionKey &key)
    {
        return m_lab->value(
                   QStringLiteral("SELECT count(*) FROM pg_stat_activity WHERE pid = %1 AND backend_start = '%2'")
                       .arg(key.pid)
                       .arg(timeParameter(key.backendStart)))
               == u"1";
    }
    /// Waits for it.
    bool canSee(int pid, const QString &column, const QString &value)
    {
        return QTest::qWaitFor([&] { return activity(pid, column) == value; }, 5000);
    }
    static ActionRequest about(QLatin1StringView action, const SessionKey &key)
    {
        return {action, QStringLiteral("orders-primary"), sessionArguments(key), {}};
    }
    static ActionRequest aboutIdle(const QString &application)
    {
        SessionFilter filter;
        filter.application = application;
        filter.olderThan = std::chrono::seconds(0);
        return {kTerminateByFilter, QStringLiteral("orders-primary"), filterArguments(filter), {}};
    }
    ActionPlan plan(const ActionRequest &request)
    {
        const Result<ActionPlan> plan = QCoro::waitFor(m_executor->plan(request, {}));
        if (!plan)
            qWarning() << plan.error().text << plan.error().detail;
        return plan.value_or(ActionPlan{});
    }
    ActionResult execute(const ActionPlan &plan, const QStringList &ticked = {})
    {
        return QCoro::waitFor(m_executor->execute(plan, plan.token, ticked, {}));
    }
    [[nodiscard]] QByteArray journalText() const
    {
        QByteArray text;
        for (const QString &name : QDir(m_journal->folder()).entryList({QStringLiteral("*.jsonl")})) {
            QFile file(m_journal->folder() + u'/' + name);
            if (file.open(QIODevice::ReadOnly))
                text += file.readAll();
        }
        return text;
    }
};

} // namespace lockmaster::test
