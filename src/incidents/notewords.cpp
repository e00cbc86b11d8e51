// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "incidents/notewords.h"

#include <QJsonValue>
#include <QStringList>
#include <QVariant>

#include <algorithm>
#include <iterator>

#include "actions/registry.h"
#include "base/format.h"
#include "diagnosis/diagnosis.h"
#include "incidents/incidenttext.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

template <class... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};

QString eventSentence(const ServerEvent &event)
{
    switch (event.kind) {
    case EventKind::Restarted: return IncidentText::tr("The server was restarted.");
    case EventKind::RoleChanged: return IncidentText::tr("%1 became %2.").arg(event.before, event.after);
    case EventKind::Replaced: return IncidentText::tr("Another server answers at this address.");
    case EventKind::CountersReset: return IncidentText::tr("The counters were reset.");
    case EventKind::SightLost: return IncidentText::tr("The console lost sight of it.");
    case EventKind::SightRegained: return IncidentText::tr("The console sees it again.");
    }
    return eventName(event.kind);
}

QString blindSentence(const LinkState &link)
{
    const QString why = link.error ? link.error->text : QString();
    return why.isEmpty() ? IncidentText::tr("The console could not see it.")
                         : IncidentText::tr("The console could not see it: %1").arg(why);
}

bool endsSessions(const Deed &deed)
{
    const QString &action = deed.plan.request.action;
    return action == kTerminateSession || action == kTerminateRootBlocker || action == kTerminateChosen
           || action == kTerminateByFilter;
}

QStringList endedSessions(const Deed &deed)
{
    constexpr qsizetype kMostNamed = 10;
    QStringList names;
    for (const ActionSubject &subject : deed.plan.subjects)
        names << subject.name;
    if (names.size() > kMostNamed) {
        const QString rest = IncidentText::tr("%1 more").arg(names.size() - kMostNamed);
        names = names.first(kMostNamed) << rest;
    }
    return names;
}

} // namespace

QString entryKindWords(const NoteEntry &entry)
{
    return std::visit(Overloaded{[](const Finding &finding) {
                                     switch (finding.severity) {
                                     case FindingSeverity::Info: return IncidentText::tr("○ to be known");
                                     case FindingSeverity::Warning: return IncidentText::tr("▲ warning");
                                     case FindingSeverity::Critical: break;
                                     }
                                     return IncidentText::tr("■ critical");
                                 },
                                 [](const ServerEvent &) { return IncidentText::tr("event"); },
                                 [](const Deed &) { return IncidentText::tr("done here"); },
                                 [](const LinkState &) { return IncidentText::tr("⊘ not seen"); }},
                      entry.what);
}

QString entryWords(const NoteEntry &entry)
{
    return std::visit(Overloaded{[](const Finding &finding) { return sentenceOf(finding); },
                                 [](const ServerEvent &event) { return eventSentence(event); },
                                 [](const Deed &deed) {
                                     return IncidentText::tr("%1: %2").arg(deed.plan.title,
                                                                           outcomeWords(deed.result.outcome));
                                 },
                                 [](const LinkState &link) { return blindSentence(link); }},
                      entry.what);
}

QString durationWords(const NoteEntry &entry)
{
    if (!entry.lasts())
        return {};
    const QString duration = formatWholeSeconds(lasted(entry));
    return entry.over ? duration : IncidentText::tr("still so after %1").arg(duration);
}

QString headlineOf(const IncidentNote &note)
{
    const NoteEntry *entry = mainEntry(note);
    if (!entry) {
        QStringList names;
        std::ranges::transform(note.targets, std::back_inserter(names), &NoteTarget::name);
        return IncidentText::tr("%1: nothing was wrong.").arg(names.join(u", "_s));
    }
    const QString what = IncidentText::tr("%1: %2").arg(entry->target, entryWords(*entry));
    const QString since = formatTimeOfDay(entry->at);
    const QString duration = formatWholeSeconds(lasted(*entry));
    if (!entry->over)
        return what + u' ' + IncidentText::tr("Since %1, still so after %2.").arg(since, duration);
    const QString over = formatTimeOfDay(*entry->over);
    return what + u' ' + IncidentText::tr("Since %1, over at %2 (%3).").arg(since, over, duration);
}

QString outcomeWords(Outcome outcome)
{
    switch (outcome) {
    case Outcome::DoneVerified: return IncidentText::tr("done and confirmed");
    case Outcome::SentUnverified: return IncidentText::tr("sent, effect not confirmed");
    case Outcome::NoOp: return IncidentText::tr("nothing was changed");
    case Outcome::RefusedByConsole: return IncidentText::tr("refused by the console");
    case Outcome::FailedClean: return IncidentText::tr("failed, nothing was changed");
    case Outcome::FailedPartial: return IncidentText::tr("failed halfway");
    case Outcome::Unknown: break;
    }
    return IncidentText::tr("outcome not known");
}

QString waiterWords(const Deed &deed)
{
    const auto waiters = std::ssize(deed.plan.waiters);
    if (waiters == 0)
        return {};
    const QString waited = IncidentText::tr("Sessions that waited behind it: %1.").arg(waiters);
    if (!deed.result.stillWaiting)
        return waited + u' ' + IncidentText::tr("What became of them is not known.");
    return waited + u' ' + IncidentText::tr("Afterwards %1 of them still waited.").arg(*deed.result.stillWaiting);
}

QString recommendedWords(const RecommendedAction &action)
{
    if (action.action.isEmpty())
        return action.command;
    const ActionType *type = findAction(action.action);
    QString title = type && type->title ? type->title() : QString();
    title.remove(u'…');
    QStringList parts{action.action};
    if (const QJsonValue pid = action.args.value("pid"_L1); !pid.isUndefined())
        parts << u"pid "_s + pid.toVariant().toString();
    return title.isEmpty() ? parts.join(u", "_s) : IncidentText::tr("%1 (%2)").arg(title, parts.join(u", "_s));
}

QString deedsWords(const std::vector<Deed> &deeds)
{
    QStringList ended;
    QStringList others;
    for (const Deed &deed : deeds) {
        if (!wasSent(deed))
            continue;
        if (endsSessions(deed))
            ended << endedSessions(deed);
        else
            others << deed.plan.title;
    }
    QStringList parts;
    if (!ended.isEmpty())
        parts << IncidentText::tr("you ended %1").arg(ended.join(u", "_s));
    if (!others.isEmpty())
        parts << IncidentText::tr("done: %1").arg(others.join(u", "_s));
    return parts.join(u"; "_s);
}

} // namespace lockmaster
