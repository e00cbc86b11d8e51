// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What all tests of actions share: a lab, an executor with a journal of its own for each test, and short ways to plan, to
// carry out and to look. On one server's sessions: sessiontest.h; on targets of several kinds: fleettest.h.
#pragma once

#include <QCoroTask>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTimer>

#include "actionbench.h"
#include "actions/journal/journalwriter.h"
#include "actions/plan/preflights.h"

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

inline QString sqlOf(const ActionPlan &plan)
{
    QStringList lines;
    for (const PlannedStatement &statement : plan.statements)
        lines << (statement.server.isEmpty() ? statement.sql : statement.server + QStringLiteral(": ") + statement.sql);
    return lines.join(u'\n');
}

class ActionTest : public QObject
{
protected:
    std::unique_ptr<Lab> m_lab;
    std::unique_ptr<QTemporaryDir> m_dir;
    MovableClock m_clock;
    std::unique_ptr<Journal> m_journal; ///< to look into; what the executor writes goes through m_writer
    std::unique_ptr<JournalWriter> m_writer;
    std::unique_ptr<Executor> m_executor;
    std::vector<ActionProgress> m_told;

    void startLab(LabOptions options)
    {
        m_lab = std::make_unique<Lab>(std::move(options));
        const Result<void> up = m_lab->start();
        QVERIFY2(up, up ? "" : (up.error().text + up.error().detail).toUtf8());
    }
    void beginJournal()
    {
        m_executor.reset();
        m_told.clear();
        m_clock.shift = std::chrono::seconds(0);
        m_dir = std::make_unique<QTemporaryDir>();
        m_journal = std::make_unique<Journal>(m_dir->filePath(QStringLiteral("journal")), m_clock);
        m_writer = std::make_unique<JournalWriter>(m_journal->folder(), m_clock);
    }
    void actOn(FleetAccess fleet) { m_executor = std::make_unique<Executor>(std::move(fleet), *m_writer, m_clock); }
    ActionPlan plan(const ActionRequest &request)
    {
        const Result<ActionPlan> plan = QCoro::waitFor(m_executor->plan(request, {}));
        if (!plan)
            qWarning() << plan.error().text << plan.error().detail;
        return plan.value_or(ActionPlan{});
    }
    /// As a person who types what is asked for and ticks these warnings, no others.
    ActionResult execute(const ActionPlan &plan, const QStringList &ticked = {}, std::stop_token cancel = {},
                         std::stop_token keep = {})
    {
        const auto tell = [this](const ActionProgress &progress) { m_told.push_back(progress); };
        const ActionResult result = QCoro::waitFor(
            m_executor->execute(plan, plan.token, ticked, {}, {tell, std::move(cancel), nullptr, std::move(keep)}));
        if (qEnvironmentVariableIsSet("LOCKMASTER_SAY"))
            qDebug().noquote() << plan.title << '|' << outcomeName(result.outcome) << '|' << result.summary << '|'
                               << result.next << '|' << result.serverMessages;
        return result;
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
    /// Does it once "sent" is on disk and `ready` holds.
    void whenSent(QTimer &timer, std::function<bool()> ready, std::function<void()> act)
    {
        connect(&timer, &QTimer::timeout, this, [this, &timer, ready = std::move(ready), act = std::move(act)] {
            if (!journalText().contains("\"event\":\"sent\"") || !ready())
                return;
            timer.stop();
            act();
        });
        timer.start(50);
    }
};

} // namespace lockmaster::test
