// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// redis.fragmentation: the system has given the server much more memory than it uses. Evidence: ratio, bytes.
#include "diagnosis/evidence.h"
#include "diagnosis/redis/redisevidence.h"
#include "diagnosis/rules.h"

#include "base/format.h"
#include "diagnosis/copyline.h"
#include "diagnosis/diagnosistext.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

Findings findRedisFragmentation(const Snapshot &snapshot, const Thresholds &thresholds)
{
    const RedisState &state = *snapshot.redis;
    const double ratio = fieldOrZero(state, u"mem_fragmentation_ratio"_s);
    const auto bytes = static_cast<std::int64_t>(fieldOrZero(state, u"mem_fragmentation_bytes"_s));
    if (ratio < thresholds.redisFragmentation || bytes < thresholds.redisFragmentationBytes)
        return {};
    const QJsonObject evidence{{u"ratio"_s, ratio}, {u"bytes"_s, qint64(bytes)}};
    return {{u"redis.fragmentation"_s, FindingSeverity::Info, {}, evidence, {copyLine(u"MEMORY PURGE"_s)}, {}}};
}

QString fragmentationSentence(const Finding &finding)
{
    return DiagnosisText::tr("%1 of its memory is lost to fragmentation (ratio %2).")
        .arg(formatBytes(evidenceCount(finding, "bytes"_L1)),
             QString::number(evidenceNumber(finding, "ratio"_L1), 'f', 2));
}

} // namespace

constinit const Rule rules::redisFragmentation{.id = QLatin1StringView("redis.fragmentation"),
                                               .input = RuleInput::Redis,
                                               .find = findRedisFragmentation,
                                               .sentence = fragmentationSentence,
                                               .page = QLatin1StringView("memory")};

} // namespace lockmaster
