// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/findings/findingline.h"

#include "base/format.h"
#include "base/text.h"
#include "ui/locks/lockrows.h"
#include "ui/shell/shelltext.h"

#include <algorithm>
#include <array>

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

QString joined(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

QString blockingText(int victims, const QString &since)
{
    return victims == 1 ? ShellText::tr("One session blocks another since %1").arg(since)
                        : ShellText::tr("One session blocks %1 others since %2").arg(formatCount(victims), since);
}

struct ProofPage {
    QLatin1StringView prefix; ///< of a finding's id
    QLatin1StringView page;
};

/// The page that shows the proof of a finding; the overview for those that are not here.
constexpr std::array kProofPages{
    ProofPage{"pg.lock."_L1, "locks"_L1},
    ProofPage{"pg.replication."_L1, "replication"_L1},
    ProofPage{"pg.archive."_L1, "replication"_L1},
    ProofPage{"pg.connections."_L1, "pools"_L1},
    ProofPage{"pg."_L1, "sessions"_L1},
    ProofPage{"pool."_L1, "pools"_L1},
    ProofPage{"redis.memory"_L1, "memory"_L1},
    ProofPage{"redis.fragmentation"_L1, "memory"_L1},
    ProofPage{"redis.big_key"_L1, "memory"_L1},
    ProofPage{"redis.client"_L1, "clients"_L1}, // also client_hog
    ProofPage{"redis.blocked"_L1, "clients"_L1},
    ProofPage{"redis.slow"_L1, "slowlog"_L1},
    ProofPage{"redis.latency"_L1, "commands"_L1},
    ProofPage{"redis.fork"_L1, "persistence"_L1},
    ProofPage{"redis.persistence"_L1, "persistence"_L1},
    ProofPage{"redis.replication."_L1, "replication"_L1},
    ProofPage{"redis.cluster."_L1, "cluster"_L1},
};

QString pageOf(const QString &findingId)
{
    const auto found =
        std::ranges::find_if(kProofPages, [&](const ProofPage &each) { return findingId.startsWith(each.prefix); });
    return found == kProofPages.end() ? QStringLiteral("overview") : QString(found->page);
}

StateRole roleOf(FindingSeverity severity)
{
    switch (severity) {
    case FindingSeverity::Info: return StateRole::Unknown; // to be known, and no trouble
    case FindingSeverity::Warning: return StateRole::Warning;
    case FindingSeverity::Critical: return StateRole::Critical;
    }
    return StateRole::Critical;
}

SessionKey culpritOf(const PostgresState &state, const Finding &finding)
{
    const int pid = finding.evidence[u"root"][u"pid"].toInt();
    const SessionPtr session = pid > 0 ? findSession(state, pid) : nullptr;
    return session ? session->key : SessionKey{};
}

/// The blockade in the words of the Locks page; other findings speak for themselves.
void tellBlockade(FindingLine &line, const PostgresState &state, const Finding &finding)
{
    const int root = state.forest.find(finding.evidence[u"root"][u"pid"].toInt());
    if (root < 0)
        return;
    const LockNode &node = state.forest.nodes[std::size_t(root)];
    const LockRow row = lockRow(state, root);
    line.text = blockingText(node.victims, formatTimeOfDay(state.serverNow - longestWait(state.forest, root)));
    const SessionPtr session = node.pid == kPreparedTransactionPid ? nullptr : findSession(state, node.pid);
    line.detail =
        session ? joined({ShellText::tr("pid %1").arg(node.pid), plainLine(session->application), row.state, row.lock})
                : joined({row.who, row.state, row.lock});
}

} // namespace

std::vector<FindingLine> findingLines(const Snapshot &snapshot, const std::vector<Finding> &findings)
{
    std::vector<FindingLine> lines;
    if (!snapshot.hasData() || !isLive(snapshot.link))
        return lines;
    for (const Finding &finding : findings) {
        if (finding.id.startsWith(u"target.")) // the page's banner says those
            continue;
        FindingLine line{finding.id,         roleOf(finding.severity),
                         finding.summary,    {},
                         pageOf(finding.id), snapshot.postgres ? culpritOf(*snapshot.postgres, finding) : SessionKey{}};
        if (snapshot.postgres && finding.id == u"pg.lock.blocked")
            tellBlockade(line, *snapshot.postgres, finding);
        lines.push_back(std::move(line));
    }
    return lines;
}

} // namespace lockmaster
