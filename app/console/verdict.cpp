// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "verdict.h"

#include <algorithm>

#include "app/exitcode.h"

namespace lockmaster {
namespace {

/// It is our login or our settings that keep us from looking; the server may be well.
bool isOurOwnTrouble(const Snapshot &snapshot)
{
    const auto &error = snapshot.link.error;
    return !isLive(snapshot.link) && error
           && (error->kind == ErrorKind::Auth || error->kind == ErrorKind::Config
               || error->kind == ErrorKind::Privilege);
}

Status statusOf(const Finding &finding)
{
    switch (finding.severity) {
    case FindingSeverity::Info: return finding.id == u"target.hidden" ? Status::Unknown : Status::Ok;
    case FindingSeverity::Warning: return Status::Warning;
    case FindingSeverity::Critical: return Status::Critical;
    }
    return Status::Critical;
}

} // namespace

QString statusName(Status status)
{
    switch (status) {
    case Status::Ok: return QStringLiteral("ok");
    case Status::Unknown: return QStringLiteral("unknown");
    case Status::Warning: return QStringLiteral("warning");
    case Status::Critical: return QStringLiteral("critical");
    }
    return QStringLiteral("unknown");
}

int exitCode(Status status)
{
    switch (status) {
    case Status::Ok: return kExitOk;
    case Status::Warning: return kExitWarning;
    case Status::Critical: return kExitCritical;
    case Status::Unknown: return kExitUnknown;
    }
    return kExitUnknown;
}

Status statusOf(const SnapshotPtr &snapshot, const std::vector<Finding> &findings)
{
    const bool hasSpoken = snapshot && (snapshot->hasData() || snapshot->link.error);
    if (!hasSpoken || isOurOwnTrouble(*snapshot))
        return Status::Unknown;
    Status worst = isLiveNow(*snapshot) ? Status::Ok : Status::Unknown;
    for (const Finding &finding : findings)
        worst = std::max(worst, statusOf(finding));
    return worst;
}

} // namespace lockmaster
