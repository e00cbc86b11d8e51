// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A command being sent, looked for, and concluded.
#include "actions/plan/actiontext.h"
#include "actions/plan/results.h"
#include "actions/redis/commandtext.h"
#include "actions/redis/commands/redisorder.h"
#include "link/waits.h"

#include <QJsonDocument>

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::seconds kOrderTimeout{5};
constexpr std::chrono::milliseconds kLookAgain{100};

/// Of the connection that is given back: it had another database before.
QCoro::Task<void> chooseDatabase(std::shared_ptr<RedisLink> link, int database, std::stop_token stop)
{
    if (link->isOpen())
        co_await link->query(RedisCommand::of("SELECT", database), QDeadlineTimer(kLookTimeout), std::move(stop));
}

} // namespace

/// What is known before, and kept. False: nothing is sent.
QCoro::Task<bool> OrderRun::prepare(ActingContext context)
{
    Result<RedisSight> before = co_await lookBy(&m_order, context.server, m_plan, context.fleet, context.stop);
    if (!before) {
        m_evidence.error = before.error();
        m_evidence.hasLooked = true;
        co_return false;
    }
    m_sent.before = std::move(*before);
    if (!m_order.keep)
        co_return true;
    const QByteArray content = QJsonDocument(m_order.keep(m_plan, *m_sent.before)).toJson();
    Result<QString> path = co_await context.preserve(content);
    if (!path) {
        m_evidence.error = path.error();
        m_evidence.hasLooked = true;
        co_return false;
    }
    m_keptIn = std::move(*path);
    co_return true;
}

QCoro::Task<void> OrderRun::send(ActingContext context)
{
    if (!co_await prepare(context))
        co_return;
    const auto link = context.server.redis();
    bool hasSelected = false;
    for (const PlannedStatement &statement : m_plan.statements) {
        const RedisCommand command = commandIn(statement.sql);
        hasSelected = hasSelected || command.name() == u"SELECT";
        Result<RedisReply> answer = co_await link->query(command, QDeadlineTimer(kOrderTimeout), context.stop);
        if (!answer) {
            m_evidence.error = answer.error();
            m_evidence.isAnswerLost = m_sent.isAnswerLost = !link->isOpen();
            break;
        }
        m_sent.answers.push_back(std::move(*answer));
    }
    if (hasSelected)
        co_await chooseDatabase(link, m_sent.before->database, context.stop);
}

QCoro::Task<void> OrderRun::verify(ActingContext context)
{
    m_sent.isAnswerLost = m_evidence.isAnswerLost;
    const QDeadlineTimer deadline(m_order.patience);
    do {
        const Result<RedisSight> after = co_await lookBy(&m_order, context.server, m_plan, context.fleet, context.stop);
        m_evidence.hasLooked = after.has_value();
        if (!after)
            co_return;
        m_effect = m_order.effect(m_plan, *after, m_sent);
        if (m_effect.state == RedisEffect::State::Done || m_effect.state == RedisEffect::State::Failed || isRefused())
            co_return;
    } while (!deadline.hasExpired() && co_await sleepFor(kLookAgain, context.stop) == WaitEnd::Timeout);
}

std::optional<RedisEffect> OrderRun::meaning() const
{
    return isRefused() && m_order.meaning ? m_order.meaning(*m_evidence.error) : std::nullopt;
}

Outcome OrderRun::outcome() const
{
    const std::optional<RedisEffect> meant = meaning();
    if (isRefused() && !meant)
        return m_sent.answers.empty() ? Outcome::FailedClean : Outcome::FailedPartial;
    if (!m_evidence.hasLooked && !meant)
        return m_evidence.isAnswerLost ? Outcome::Unknown : Outcome::SentUnverified;
    switch (meant ? meant->state : m_effect.state) {
    case RedisEffect::State::Done: return Outcome::DoneVerified;
    case RedisEffect::State::NotYet: return Outcome::SentUnverified;
    case RedisEffect::State::Nothing: return m_evidence.isAnswerLost ? Outcome::FailedClean : Outcome::NoOp;
    case RedisEffect::State::Partly: return Outcome::FailedPartial;
    case RedisEffect::State::Failed: return Outcome::FailedClean;
    case RedisEffect::State::Unseen: break;
    }
    return m_evidence.isAnswerLost ? Outcome::Unknown : Outcome::SentUnverified;
}

QString OrderRun::summary(Outcome outcome) const
{
    if (const auto meant = meaning())
        return meant->words;
    if (isRefused())
        return m_evidence.error->text;
    if (m_evidence.hasLooked && !m_effect.words.isEmpty())
        return m_effect.words;
    return outcome == Outcome::Unknown
               ? ActionText::tr("The server's answer was lost, and nothing shows whether it was done.")
               : ActionText::tr("The server took it, and nobody could look since.");
}

ActionResult OrderRun::conclude(WallTime now) const
{
    const Outcome seen = outcome();
    QString words = summary(seen);
    if (!m_keptIn.isEmpty())
        words += u' ' + ActionText::tr("What there was before is kept in %1.").arg(m_keptIn);
    ActionResult result = resultOf(m_plan, m_evidence, seen, words, now);
    result.isRunning = m_evidence.hasLooked && m_effect.state == RedisEffect::State::NotYet;
    for (const ActionSubject &subject : m_plan.subjects) {
        const bool isDone = seen == Outcome::FailedPartial && !m_effect.left.contains(subject.name);
        result.subjects.push_back({subject, isDone ? Outcome::DoneVerified : seen, {}});
    }
    const QString next = isRefused() ? meaning().value_or(RedisEffect()).next : m_effect.next;
    if (!next.isEmpty())
        result.next = next;
    return result;
}

} // namespace lockmaster
