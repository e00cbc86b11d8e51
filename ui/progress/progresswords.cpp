// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/progress/progresswords.h"

#include "base/format.h"
#include "base/text.h"
#include "ui/progress/progresstext.h"

#include <algorithm>
#include <array>

namespace lockmaster {

namespace {

struct PhaseName {
    QLatin1StringView server;
    const char *words;
};

using namespace Qt::StringLiterals;

constexpr std::array kPhases{
    PhaseName{"initializing"_L1, QT_TRANSLATE_NOOP("Progress", "beginning")},
    PhaseName{"scanning heap"_L1, QT_TRANSLATE_NOOP("Progress", "reading the table")},
    PhaseName{"vacuuming indexes"_L1, QT_TRANSLATE_NOOP("Progress", "removing dead rows from the indexes")},
    PhaseName{"vacuuming heap"_L1, QT_TRANSLATE_NOOP("Progress", "removing dead rows from the table")},
    PhaseName{"cleaning up indexes"_L1, QT_TRANSLATE_NOOP("Progress", "tidying the indexes")},
    PhaseName{"truncating heap"_L1, QT_TRANSLATE_NOOP("Progress", "giving back empty space at the table's end")},
    PhaseName{"performing final cleanup"_L1, QT_TRANSLATE_NOOP("Progress", "finishing")},
    PhaseName{"acquiring sample rows"_L1, QT_TRANSLATE_NOOP("Progress", "reading a sample")},
    PhaseName{"acquiring inherited sample rows"_L1,
              QT_TRANSLATE_NOOP("Progress", "reading a sample of the child tables")},
    PhaseName{"computing statistics"_L1, QT_TRANSLATE_NOOP("Progress", "computing statistics")},
    PhaseName{"computing extended statistics"_L1, QT_TRANSLATE_NOOP("Progress", "computing extended statistics")},
    PhaseName{"finalizing analyze"_L1, QT_TRANSLATE_NOOP("Progress", "storing the statistics")},
    PhaseName{"waiting for writers before build"_L1, QT_TRANSLATE_NOOP("Progress", "waiting for older writers to end")},
    PhaseName{"waiting for writers before validation"_L1,
              QT_TRANSLATE_NOOP("Progress", "waiting for older writers to end, once more")},
    PhaseName{"waiting for old snapshots"_L1, QT_TRANSLATE_NOOP("Progress", "waiting for older transactions to end")},
    PhaseName{"waiting for readers before marking dead"_L1,
              QT_TRANSLATE_NOOP("Progress", "waiting for readers of the old index")},
    PhaseName{"waiting for readers before dropping"_L1,
              QT_TRANSLATE_NOOP("Progress", "waiting for the last readers of the old index")},
    PhaseName{"building index"_L1, QT_TRANSLATE_NOOP("Progress", "building the index")},
    PhaseName{"building index: initializing"_L1, QT_TRANSLATE_NOOP("Progress", "building the index: beginning")},
    PhaseName{"building index: scanning table"_L1,
              QT_TRANSLATE_NOOP("Progress", "building the index: reading the table")},
    PhaseName{"building index: sorting live tuples"_L1, QT_TRANSLATE_NOOP("Progress", "building the index: sorting")},
    PhaseName{"building index: sorting dead tuples"_L1,
              QT_TRANSLATE_NOOP("Progress", "building the index: sorting dead rows")},
    PhaseName{"building index: loading tuples in tree"_L1,
              QT_TRANSLATE_NOOP("Progress", "building the index: writing it")},
    PhaseName{"index validation: scanning index"_L1, QT_TRANSLATE_NOOP("Progress", "checking: reading the index")},
    PhaseName{"index validation: sorting tuples"_L1, QT_TRANSLATE_NOOP("Progress", "checking: sorting")},
    PhaseName{"index validation: scanning table"_L1, QT_TRANSLATE_NOOP("Progress", "checking: reading the table")},
    PhaseName{"seq scanning heap"_L1, QT_TRANSLATE_NOOP("Progress", "reading the table")},
    PhaseName{"index scanning heap"_L1, QT_TRANSLATE_NOOP("Progress", "reading the table in the index's order")},
    PhaseName{"sorting tuples"_L1, QT_TRANSLATE_NOOP("Progress", "sorting")},
    PhaseName{"writing new heap"_L1, QT_TRANSLATE_NOOP("Progress", "writing the new table")},
    PhaseName{"swapping relation files"_L1, QT_TRANSLATE_NOOP("Progress", "putting the new table in place")},
    PhaseName{"rebuilding index"_L1, QT_TRANSLATE_NOOP("Progress", "building the indexes anew")},
    PhaseName{"reading pipe"_L1, QT_TRANSLATE_NOOP("Progress", "taking rows from the client")},
    PhaseName{"writing pipe"_L1, QT_TRANSLATE_NOOP("Progress", "sending rows to the client")},
    PhaseName{"reading file"_L1, QT_TRANSLATE_NOOP("Progress", "reading a file of the server")},
    PhaseName{"writing file"_L1, QT_TRANSLATE_NOOP("Progress", "writing a file of the server")},
    PhaseName{"reading program"_L1, QT_TRANSLATE_NOOP("Progress", "reading from a program")},
    PhaseName{"writing program"_L1, QT_TRANSLATE_NOOP("Progress", "writing to a program")},
    PhaseName{"reading callback"_L1, QT_TRANSLATE_NOOP("Progress", "copying a table of the publisher")},
    PhaseName{"waiting for checkpoint to finish"_L1, QT_TRANSLATE_NOOP("Progress", "waiting for a checkpoint")},
    PhaseName{"estimating backup size"_L1, QT_TRANSLATE_NOOP("Progress", "estimating the size")},
    PhaseName{"streaming database files"_L1, QT_TRANSLATE_NOOP("Progress", "sending files")},
    PhaseName{"waiting for wal archiving to finish"_L1, QT_TRANSLATE_NOOP("Progress", "waiting until WAL is archived")},
    PhaseName{"transferring wal files"_L1, QT_TRANSLATE_NOOP("Progress", "sending WAL")},
};

QString unitWords(WorkUnit unit)
{
    switch (unit) {
    case WorkUnit::None:
    case WorkUnit::Bytes: return {};
    case WorkUnit::Blocks: return ProgressText::tr("blocks");
    case WorkUnit::Rows: return ProgressText::tr("rows");
    case WorkUnit::Indexes: return ProgressText::tr("indexes");
    case WorkUnit::Tables: return ProgressText::tr("tables");
    case WorkUnit::Sessions: break;
    }
    return ProgressText::tr("sessions");
}

} // namespace

QString phaseWords(const CommandProgress &work, const Session *session)
{
    if (work.isHidden())
        return ProgressText::tr("hidden from this login");
    const auto known = std::ranges::find(kPhases, work.phase, &PhaseName::server);
    QString words = known == kPhases.end() ? plainLine(work.phase) : ProgressText::tr(known->words);
    if (work.waitsFor != 0)
        return ProgressText::tr("%1: session %2").arg(words).arg(work.waitsFor);
    if (session && session->waitEventType == u"Lock")
        return ProgressText::tr("%1 (waits for a lock)").arg(words);
    return session && session->waitEvent == u"VacuumDelay"
               ? ProgressText::tr("%1 (pausing, to spare the disks)").arg(words)
               : words;
}

QString doneWords(const CommandProgress &work)
{
    if (!work.done)
        return unknownValue();
    const auto amount = [&](std::int64_t count) {
        return work.unit == WorkUnit::Bytes ? formatBytes(count) : formatCount(count);
    };
    const QString unit = unitWords(work.unit);
    const QString done =
        work.total ? ProgressText::tr("%1 of %2").arg(amount(*work.done), amount(*work.total)) : amount(*work.done);
    return unit.isEmpty() ? done : ProgressText::tr("%1 %2").arg(done, unit);
}

QString rateWords(const CommandProgress &work)
{
    if (!work.perSecond)
        return unknownValue();
    if (work.unit == WorkUnit::Bytes)
        return ProgressText::tr("%1/s").arg(formatBytes(static_cast<std::int64_t>(*work.perSecond)));
    return ProgressText::tr("%1 %2/s").arg(formatRate(*work.perSecond).chopped(2), unitWords(work.unit));
}

QString starterWords(const Session *session)
{
    if (!session)
        return unknownValue();
    if (session->backendType == u"autovacuum worker")
        return dutyOf(*session) == SessionDuty::WraparoundVacuum ? ProgressText::tr("autovacuum, against wraparound")
                                                                 : ProgressText::tr("autovacuum");
    const QStringList parts = session->application.split(u'/');
    if (parts.size() == 3 && parts.front() == u"lockmaster") // the name that an action goes by
        return ProgressText::tr("Lockmaster (%1)").arg(plainLine(parts[1]));
    QStringList words{plainLine(session->user), plainLine(session->application)};
    words.removeAll(QString());
    return words.isEmpty() ? unknownValue() : words.join(QStringLiteral(" · "));
}

QString objectWords(const CommandProgress &work)
{
    if (work.kind == WorkKind::BaseBackup)
        return ProgressText::tr("the whole server");
    if (work.relation.isEmpty())
        return work.kind == WorkKind::Copy && !work.isHidden() ? ProgressText::tr("a query") : unknownValue();
    return work.index.isEmpty() ? plainLine(work.relation)
                                : QStringLiteral("%1 · %2").arg(plainLine(work.relation), plainLine(work.index));
}

QString noWorkWords(const PostgresState &state)
{
    if (!state.work)
        return ProgressText::tr("Commands in progress have not been read yet.");
    return state.identity.versionNumber < 140000
               ? ProgressText::tr("No vacuum, analyze, index build, cluster or base backup runs. PostgreSQL 13 does "
                                  "not tell of COPY.")
               : ProgressText::tr("No vacuum, analyze, index build, cluster, copy or base backup runs.");
}

} // namespace lockmaster
