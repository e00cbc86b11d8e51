// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pg.archive.failing: WAL is not archived; the server keeps all of it until it is. Evidence: file, since (the last one
// that was archived), failed_at, failed, pending_files, pending_bytes.
#include "diagnosis/replication/replicationevidence.h"
#include "diagnosis/rules.h"

#include <algorithm>

#include "base/format.h"
#include "base/told.h"
#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

/// Files from `name` (24 hex digits: timeline, log, file) to the one that is written now, without that.
std::optional<std::int64_t> filesSince(const QString &name, const Archiver &archiver, Lsn here)
{
    bool isLog = false;
    bool isFile = false;
    const std::uint64_t log = QStringView(name).mid(8, 8).toULongLong(&isLog, 16);
    const std::uint64_t file = QStringView(name).mid(16, 8).toULongLong(&isFile, 16);
    if (!isLog || !isFile || name.size() != 24 || archiver.segmentBytes <= 0)
        return {};
    const auto segment = static_cast<std::uint64_t>(archiver.segmentBytes);
    const std::uint64_t number = log * (0x1'0000'0000ULL / segment) + file;
    return distanceBeyond(here / segment, number);
}

Findings findArchiveFailing(const Snapshot &snapshot, const Thresholds &thresholds)
{
    const auto &here = snapshot.postgres->replication;
    if (!here || !here->archiver || !here->archiver->isFailing())
        return {};
    const Archiver &archiver = *here->archiver;
    const auto pending = filesSince(archiver.lastFailed, archiver, here->here);
    const auto bytes = pending ? std::optional(*pending * archiver.segmentBytes) : std::nullopt;
    const auto severity =
        bytes.value_or(0) > thresholds.archiveCriticalBytes ? FindingSeverity::Critical : FindingSeverity::Warning;
    return {{u"pg.archive.failing"_s,
             severity,
             {},
             {{u"file"_s, archiver.lastFailed},
              {u"since"_s, timeJson(archiver.lastArchivedAt)},
              {u"failed_at"_s, timeJson(archiver.lastFailedAt)},
              {u"failed"_s, qint64(archiver.failed)},
              {u"pending_files"_s, numberJson(pending)},
              {u"pending_bytes"_s, numberJson(bytes)}},
             {},
             {}}};
}

QString archiveSentence(const Finding &finding)
{
    const QString text = DiagnosisText::tr("WAL is not archived: %1 fails").arg(evidenceName(finding, "file"_L1));
    const QJsonValue bytes = finding.evidence[u"pending_bytes"];
    return (bytes.isDouble() ? text + DiagnosisText::tr(", and %1 wait").arg(formatBytes(bytes.toInteger())) : text)
           + u'.';
}

} // namespace

constinit const Rule rules::archiveFailing{.id = QLatin1StringView("pg.archive.failing"),
                                           .input = RuleInput::PostgreSql,
                                           .find = findArchiveFailing,
                                           .sentence = archiveSentence,
                                           .page = QLatin1StringView("replication")};

} // namespace lockmaster
