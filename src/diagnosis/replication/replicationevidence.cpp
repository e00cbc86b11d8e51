// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnosis/replication/replicationevidence.h"

#include <algorithm>

#include "base/format.h"
#include "base/text.h"
#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"
#include "model/series.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;
using std::chrono::microseconds;

std::optional<microseconds> timeFor(double bytes, double perSecond)
{
    constexpr double kYear = 366.0 * 86'400;
    return perSecond > 0 && bytes / perSecond < kYear
               ? std::optional(microseconds(static_cast<std::int64_t>(bytes / perSecond * 1e6)))
               : std::nullopt;
}

/// Bytes a second. What varies while the user of the slot keeps up is a small part of what is written. What a logical one
/// keeps may grow though its user confirms all: a long transaction is not over yet.
std::optional<double> fallsBehind(const ReplicationSlot &slot, const Snapshot &snapshot, double written)
{
    constexpr double kLeastPart = 0.1;
    constexpr double kMinute = 60;
    const QString behind = seriesText(u"lockmaster_slot_behind_bytes"_s, {{u"slot_name"_s, slot.name}});
    const QString kept = seriesText(u"pg_replication_slots_pg_wal_lsn_diff"_s,
                                    {{u"slot_name"_s, slot.name}, {u"database"_s, slot.database}});
    auto growth = growthPerMinute(snapshot, behind);
    if (slot.isLogical)
        growth = std::max(growth, growthPerMinute(snapshot, kept));
    return growth && *growth / kMinute > kLeastPart * written ? std::optional(*growth / kMinute) : std::nullopt;
}

} // namespace

std::optional<microseconds> catchesUpIn(std::int64_t bytes, std::optional<double> growth)
{
    return growth ? timeFor(double(bytes), -*growth) : std::nullopt;
}

std::optional<microseconds> lostIn(const ReplicationSlot &slot, const Snapshot &snapshot)
{
    auto rate = minuteRateOf(snapshot, u"lockmaster_wal_bytes_total"_s);
    if (rate && slot.isActive)
        rate = fallsBehind(slot, snapshot, *rate);
    return slot.safeBytes && rate ? timeFor(double(std::max(*slot.safeBytes, std::int64_t{0})), *rate) : std::nullopt;
}

QString lagText(const Finding &finding)
{
    const QString bytes = formatBytes(evidenceCount(finding, "bytes"_L1));
    const auto time = durationOf(finding.evidence[u"seconds"]);
    return time ? DiagnosisText::tr("%1 and %2").arg(bytes, formatDuration(*time)) : bytes;
}

QString namesJoined(const QJsonValue &names)
{
    return plainLine(names.toVariant().toStringList().join(u", "_s));
}

Subject replayOf(const QString &target)
{
    return {SubjectKind::Standby, target, {}};
}

QJsonValue numberJson(std::optional<std::int64_t> number)
{
    return number ? QJsonValue(qint64(*number)) : QJsonValue();
}

QJsonValue lsnJson(std::optional<Lsn> position)
{
    return position ? QJsonValue(lsnText(*position)) : QJsonValue();
}

} // namespace lockmaster
