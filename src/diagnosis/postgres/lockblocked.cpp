// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pg.lock.blocked: sessions wait for a lock; one finding for each root, the worst kMostRoots of them. Evidence:
//   root {…} (sessionJson), victims, freed, freed_at_once (of those freed; the others go on in turn), longest_wait_seconds, lost_seconds, relation, lock_type, mode,
//   waits [{pid, parent, application, waits_seconds}] at most kMostListed, in_cycle, roots (how many there are),
//   clients_in_front [{target, clients}] where a pool waits because of it
#include "diagnosis/rules.h"

#include <algorithm>
#include <iterator>

#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"
#include "model/action.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr std::size_t kMostRoots = 5;

struct Tree {
    const PostgresState &state;
    const LockNode &root;
    std::vector<int> below; ///< indices, parents before children
    std::chrono::microseconds longest{};

    [[nodiscard]] const LockNode &node(int index) const { return state.forest.nodes[static_cast<std::size_t>(index)]; }
};

Tree treeOf(const PostgresState &state, int rootIndex)
{
    Tree tree{state, state.forest.nodes[static_cast<std::size_t>(rootIndex)], {}, {}};
    tree.below = tree.root.children;
    for (std::size_t i = 0; i < tree.below.size(); ++i) {
        const LockNode &node = tree.node(tree.below[i]);
        tree.longest = std::max(tree.longest, node.waited);
        std::ranges::copy(node.children, std::back_inserter(tree.below));
    }
    return tree;
}

/// What the most of those behind the root are after.
const LockWait *mainWait(const Tree &tree)
{
    const auto victims = [&](int index) { return tree.node(index).victims; };
    const auto worst = std::ranges::max_element(tree.root.children, {}, victims);
    if (worst == tree.root.children.end() || tree.node(*worst).wait < 0)
        return nullptr;
    return &tree.state.lockWaits[static_cast<std::size_t>(tree.node(*worst).wait)];
}

QJsonArray waitsJson(const Tree &tree)
{
    QJsonArray json;
    for (std::size_t i = 0; i < std::min(tree.below.size(), kMostListed); ++i) {
        const LockNode &node = tree.node(tree.below[i]);
        const SessionPtr session = findSession(tree.state, node.pid);
        json.append(QJsonObject{{u"pid"_s, node.pid},
                                {u"parent"_s, node.parent < 0 ? QJsonValue() : tree.node(node.parent).pid},
                                {u"application"_s, session ? session->application : QString()},
                                {u"waits_seconds"_s, secondsJson(node.waited)}});
    }
    return json;
}

QJsonObject evidenceOf(const Tree &tree)
{
    const LockWait *wait = mainWait(tree);
    return {{u"root"_s, sessionJson(tree.state, tree.root.pid)},
            {u"victims"_s, tree.root.victims},
            {u"freed"_s, tree.root.freed},
            {u"freed_at_once"_s, tree.root.freedAtOnce},
            {u"longest_wait_seconds"_s, secondsJson(tree.longest)},
            {u"lost_seconds"_s, secondsJson(tree.root.lost)},
            {u"relation"_s, wait ? wait->relation : QString()},
            {u"lock_type"_s, wait ? wait->lockType : QString()},
            {u"mode"_s, wait ? wait->mode : QString()},
            {u"waits"_s, waitsJson(tree)},
            {u"in_cycle"_s, tree.root.inCycle},
            {u"roots"_s, qint64(std::ssize(tree.state.forest.roots))}};
}

/// The client's session in front of the most others; null when there is none.
SessionPtr worstWaiter(const Tree &tree)
{
    SessionPtr worst;
    int most = 0;
    for (const int child : tree.root.children) {
        const LockNode &node = tree.node(child);
        const SessionPtr session = findSession(tree.state, node.pid);
        if (session && dutyOf(*session) == SessionDuty::Client && (!worst || node.victims > most)) {
            worst = session;
            most = node.victims;
        }
    }
    return worst;
}

/// Cancelling a query gives back what its transaction has locked, but no advisory lock of the session.
bool mayBeFreedByCancelling(const Tree &tree)
{
    const auto isForAdvisory = [&](int child) {
        const int wait = tree.node(child).wait;
        return wait >= 0 && tree.state.lockWaits[static_cast<std::size_t>(wait)].lockType == u"advisory";
    };
    return tree.root.children.empty() || !std::ranges::all_of(tree.root.children, isForAdvisory);
}

/// What the console itself would do: a session of the server, or one that is hidden, is not ended. Whoever waits for an
/// autovacuum that does not give way gives way to it.
std::vector<RecommendedAction> recommended(const Tree &tree)
{
    const SessionPtr root = findSession(tree.state, tree.root.pid);
    if (!root || tree.root.inCycle)
        return {};
    std::vector<RecommendedAction> actions;
    switch (dutyOf(*root)) {
    case SessionDuty::Client:
        if (root->state == SessionState::Active && mayBeFreedByCancelling(tree))
            actions.push_back(onSession(kCancelQuery, *root));
        actions.push_back(onSession(kTerminateRootBlocker, *root));
        return actions;
    case SessionDuty::WraparoundVacuum:
        if (const SessionPtr waiter = worstWaiter(tree); waiter && tree.root.victims > 1)
            actions.push_back(onSession(kCancelQuery, *waiter));
        return actions;
    default: return {};
    }
}

Findings findBlocked(const Snapshot &snapshot, const Thresholds &thresholds)
{
    const PostgresState &state = *snapshot.postgres;
    Findings all;
    for (const int root : state.forest.roots) {
        if (all.size() == kMostRoots)
            break;
        const Tree tree = treeOf(state, root);
        if (tree.longest < thresholds.blockedWarning && !tree.root.inCycle)
            continue;
        const auto severity =
            tree.longest > thresholds.blockedCritical ? FindingSeverity::Critical : FindingSeverity::Warning;
        all.push_back({u"pg.lock.blocked"_s,
                       severity,
                       {},
                       evidenceOf(tree),
                       recommended(tree),
                       {},
                       lockSubject(state, tree.root.pid),
                       {},
                       began(snapshot, tree.longest)});
    }
    return all;
}

QString blockedSentence(const Finding &finding)
{
    const QString relation = evidenceText(finding, "relation"_L1);
    const QString where = relation.isEmpty() ? QString() : DiagnosisText::tr(" on %1").arg(relation);
    const qint64 victims = evidenceCount(finding, "victims"_L1);
    if (finding.evidence[u"in_cycle"].toBool())
        return DiagnosisText::tr("A deadlock with %1 behind it%2; the server breaks it after deadlock_timeout.")
            .arg(sessionsText(victims), where);
    const qint64 atOnce = evidenceCount(finding, "freed_at_once"_L1);
    const qint64 inTurn = evidenceCount(finding, "freed"_L1) - atOnce;
    const bool preventsWraparound = finding.evidence[u"root"][u"prevents_wraparound"].toBool();
    const QString text =
        DiagnosisText::tr("%1 behind %2%3; the longest has waited %4%5.")
            .arg(victims == 1 ? DiagnosisText::tr("1 session waits")
                              : DiagnosisText::tr("%1 sessions wait").arg(victims),
                 sessionText(finding.evidence[u"root"]), where, evidenceDuration(finding, "longest_wait_seconds"_L1),
                 !preventsWraparound && atOnce > 0 && inTurn > 0
                     ? DiagnosisText::tr("; if it ends, %1 at once and %2 in turn go on").arg(atOnce).arg(inTurn)
                     : QString())
        + clientsInFrontText(finding);
    return preventsWraparound
               ? text + u' ' + DiagnosisText::tr("Ended, it begins anew: cancel what waits for it instead.")
               : text;
}

QString blockedShortly(const Findings &findings)
{
    int victims = 0;
    for (const Finding &finding : findings)
        victims += finding.id == u"pg.lock.blocked" ? finding.evidence[u"victims"].toInt() : 0;
    return DiagnosisText::tr("%1 blocked").arg(victims);
}

Subjects victims(const Finding &finding, const Snapshot &snapshot)
{
    const PostgresState &state = *snapshot.postgres;
    const int root = state.forest.find(finding.evidence[u"root"][u"pid"].toInt());
    if (root < 0)
        return {};
    const Tree tree = treeOf(state, root);
    Subjects subjects;
    for (const int index : tree.below) {
        if (const SessionPtr session = findSession(state, tree.node(index).pid))
            subjects.push_back(sessionSubject(snapshot, session->key));
    }
    return subjects;
}

/// Which of several prepared transactions it is, the server does not tell.
Subjects preparedBefore(const Finding &finding, const Snapshot &snapshot, const FleetMoment &)
{
    Subjects subjects;
    const auto &all = snapshot.postgres->preparedTransactions;
    if (finding.evidence[u"root"][u"pid"].toInt(-1) != kPreparedTransactionPid)
        return subjects;
    for (const PreparedTransaction &transaction : all) {
        if (all.size() == 1 || !transaction.locks.empty())
            subjects.push_back({SubjectKind::PreparedTransaction, snapshot.target, transaction.gid});
    }
    return subjects;
}

} // namespace

constinit const Rule rules::lockBlocked{.id = QLatin1StringView("pg.lock.blocked"),
                                        .input = RuleInput::PostgreSql,
                                        .find = findBlocked,
                                        .sentence = blockedSentence,
                                        .page = QLatin1StringView("locks"),
                                        .shortly = blockedShortly,
                                        .standsBehind = preparedBefore,
                                        .holdsUp = victims};

} // namespace lockmaster
