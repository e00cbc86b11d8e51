// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/journal/openaction.h"

#include "actions/plan/actiontext.h"
#include "actions/plan/confirmation.h"
#include "actions/plan/preflights.h"
#include "base/format.h"
#include "base/text.h"

#include <QJsonArray>

#include <algorithm>

namespace lockmaster {
namespace {

constexpr std::chrono::hours kTimeOfDayTells{12}; ///< longer ago its date has to be told too

bool isOneSubject(const ActionSubject &one, const ActionSubject &other)
{
    if (one.session && other.session)
        return one.session->key == other.session->key;
    return one.kind == other.kind && one.name == other.name;
}

/// A server may be known by two names: one of the fleet file, one of a URL.
bool isOneTarget(const ActionPlan &one, const ActionPlan &other)
{
    return one.target.name == other.target.name
           || (!one.serverIdentity.isEmpty() && isSameServer(one.serverIdentity, other.serverIdentity));
}

bool shareASubject(const ActionPlan &one, const ActionPlan &other)
{
    return std::ranges::any_of(one.subjects, [&](const ActionSubject &subject) {
        return std::ranges::any_of(other.subjects,
                                   [&](const ActionSubject &another) { return isOneSubject(subject, another); });
    });
}

QString consoleText(const ProcessIdentity &console)
{
    if (console.pid <= 0)
        return ActionText::tr("another console");
    return console == thisProcess() ? ActionText::tr("this console")
                                    : ActionText::tr("another console (pid %1)").arg(console.pid);
}

QString actionText(const ActionPlan &plan)
{
    QStringList names;
    for (const ActionSubject &subject : plan.subjects)
        names << subject.name;
    const QString text =
        names.isEmpty() ? plan.request.action : QStringLiteral("%1 (%2)").arg(plan.request.action, names.join(u", "));
    return elided(plainLine(text), 120);
}

/// About a subject of `plan` on the same target or server; null when there is none.
const OpenAction *newestBeside(const std::vector<OpenAction> &open, const ActionPlan &plan)
{
    const OpenAction *newest = nullptr;
    for (const OpenAction &one : open) {
        if (one.plan.id != plan.id && isOneTarget(one.plan, plan) && shareASubject(one.plan, plan))
            newest = &one; // they come oldest first
    }
    return newest;
}

} // namespace

QString openSentence(const OpenAction &open, WallTime now)
{
    const WallTime sent = open.plan.madeAt;
    const QString when = now - sent < kTimeOfDayTells ? formatTimeOfDay(sent) : formatMoment(sent);
    const QString text = open.isAwaited ? ActionText::tr("%1 was sent at %2 by %3, which still waits for the answer.")
                                        : ActionText::tr("%1 was sent at %2 by %3; its outcome is not known.");
    return text.arg(actionText(open.plan), when, consoleText(open.console));
}

std::optional<Preflight> checkOpenActions(const std::vector<OpenAction> &open, const ActionPlan &plan, WallTime now)
{
    const OpenAction *newest = newestBeside(open, plan);
    if (!newest)
        return {};
    return Preflight{preflight::kActionOpen, Verdict::Warning, openSentence(*newest, now)};
}

std::optional<QString> sentSincePlan(const std::vector<OpenAction> &open, const ActionPlan &plan, WallTime now)
{
    const OpenAction *newest = newestBeside(open, plan);
    if (!newest || newest->plan.madeAt < plan.madeAt)
        return {};
    const Preflight *told = findCheck(plan.preflights, preflight::kActionOpen);
    const QString sentence = openSentence(*newest, now);
    return told && told->detail == sentence ? std::nullopt : std::optional(sentence);
}

QJsonObject toJson(const OpenAction &open)
{
    QJsonArray subjects;
    for (const ActionSubject &subject : open.plan.subjects)
        subjects.append(QJsonObject{{QStringLiteral("kind"), subject.kind}, {QStringLiteral("name"), subject.name}});
    return {{QStringLiteral("plan"), open.plan.id},
            {QStringLiteral("action"), open.plan.request.action},
            {QStringLiteral("subjects"), subjects},
            {QStringLiteral("sent"), formatIso(open.plan.madeAt)},
            {QStringLiteral("pid"), open.console.pid > 0 ? QJsonValue(open.console.pid) : QJsonValue()},
            {QStringLiteral("awaited"), open.isAwaited}};
}

} // namespace lockmaster
