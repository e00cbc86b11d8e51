// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pg.checkpoint.pressure: WAL fills max_wal_size before checkpoint_timeout has passed, so that checkpoints come thick and
// fast and changed pages are written again and again. Those that somebody asked for, as CHECKPOINT and a base backup do, are
// counted by the server with them: the WAL of the time tells whether it was that. Evidence: requested, timed, seconds
// (in which they came), max_wal_size, checkpoint_timeout_seconds, wal_bytes_per_second, wanted_wal_size.
#include "diagnosis/rules.h"

#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "diagnosis/copyline.h"
#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"
#include "model/postgres/checkpoints.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr std::int64_t kMegabyte = 1LL << 20;

/// Between two of them as much WAL was written as brings one about: that is max_wal_size / (1 + checkpoint_completion_target),
/// half of it or more.
bool cameOfWal(const Checkpoints &all)
{
    constexpr double kLeastPart = 0.3;
    const double count = double(all.recent.timed) + double(all.recent.requested);
    return all.recent.walBytes && double(*all.recent.walBytes) / count >= kLeastPart * double(all.maxWalSize);
}

/// So that checkpoint_timeout comes first: WAL of two such times at the rate of now, in full steps, and twice as much as
/// now at least.
std::int64_t wantedWalSize(const Checkpoints &all, double bytesPerSecond)
{
    constexpr double kMost = 1LL << 50;
    const double needed = std::max(2 * bytesPerSecond * double(all.timeout.count()), 2 * double(all.maxWalSize));
    const double wanted = std::clamp(needed, 0.0, kMost);
    const std::int64_t step = wanted > 1024.0 * kMegabyte ? 1024 * kMegabyte : 128 * kMegabyte;
    return static_cast<std::int64_t>(std::ceil(wanted / double(step))) * step;
}

Findings findCheckpointPressure(const Snapshot &snapshot, const Thresholds &thresholds)
{
    const PostgresState &state = *snapshot.postgres;
    if (!state.checkpoints || state.identity.inRecovery) // its primary decides how much WAL there is
        return {};
    const Checkpoints &all = *state.checkpoints;
    const RecentCheckpoints &recent = all.recent;
    if (recent.requested < thresholds.checkpointsRequested || recent.requested <= recent.timed || !cameOfWal(all))
        return {};
    const double seconds = std::chrono::duration<double>(recent.span).count();
    const double rate = double(*recent.walBytes) / std::max(1.0, seconds);
    const std::int64_t wanted = wantedWalSize(all, rate);
    return {{u"pg.checkpoint.pressure"_s,
             FindingSeverity::Warning,
             {},
             {{u"requested"_s, qint64(recent.requested)},
              {u"timed"_s, qint64(recent.timed)},
              {u"seconds"_s, secondsJson(recent.span)},
              {u"max_wal_size"_s, qint64(all.maxWalSize)},
              {u"checkpoint_timeout_seconds"_s, qint64(all.timeout.count())},
              {u"wal_bytes_per_second"_s, rate},
              {u"wanted_wal_size"_s, qint64(wanted)}},
             {copyLine(u"ALTER SYSTEM SET max_wal_size = '%1MB';"_s.arg(wanted / kMegabyte)),
              copyLine(u"SELECT pg_reload_conf();"_s)},
             {}}};
}

QString checkpointSentence(const Finding &finding)
{
    const qint64 requested = evidenceCount(finding, "requested"_L1);
    return DiagnosisText::tr(
               "%1 of %2 checkpoints in %3 came because WAL filled max_wal_size (%4; %5/s are written), not by time.")
        .arg(QString::number(requested), QString::number(requested + evidenceCount(finding, "timed"_L1)),
             evidenceDuration(finding, "seconds"_L1), formatBytes(evidenceCount(finding, "max_wal_size"_L1)),
             formatBytes(qint64(evidenceNumber(finding, "wal_bytes_per_second"_L1))));
}

QString checkpointShortly(const Findings &findings)
{
    return DiagnosisText::tr("%1 checkpoints by WAL in %2")
        .arg(formatCount(evidenceCount(findings.front(), "requested"_L1)),
             evidenceDuration(findings.front(), "seconds"_L1));
}

} // namespace

constinit const Rule rules::checkpointPressure{.id = QLatin1StringView("pg.checkpoint.pressure"),
                                               .input = RuleInput::PostgreSql,
                                               .find = findCheckpointPressure,
                                               .sentence = checkpointSentence,
                                               .page = QLatin1StringView("progress"),
                                               .shortly = checkpointShortly};

} // namespace lockmaster
