// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/postgres/vacuum/progressprobe.h"

#include <algorithm>
#include <array>

#include "model/postgres/progress.h"

namespace lockmaster {
namespace {

/// A statement that these views may tell of; one in another's clothes is found when its turn comes.
bool isLongCommand(const Session &session)
{
    static constexpr std::array kBeginnings{u"VACUUM",  u"ANALYZE", u"CREATE",     u"REINDEX",
                                            u"CLUSTER", u"COPY",    u"BASE_BACKUP"};
    if (session.backendType == u"autovacuum worker")
        return true;
    if (session.state != SessionState::Active)
        return false;
    const QStringView statement = QStringView(session.query).trimmed();
    return std::ranges::any_of(kBeginnings, [&](const char16_t *word) {
        return statement.startsWith(QStringView(word), Qt::CaseInsensitive);
    });
}

WorkKind kindOf(const QString &name)
{
    for (const WorkKind kind :
         {WorkKind::Vacuum, WorkKind::Analyze, WorkKind::CreateIndex, WorkKind::Cluster, WorkKind::Copy}) {
        if (workKindName(kind) == name)
            return kind;
    }
    return WorkKind::BaseBackup;
}

WorkUnit unitOf(const QString &name)
{
    for (const WorkUnit unit :
         {WorkUnit::Blocks, WorkUnit::Rows, WorkUnit::Bytes, WorkUnit::Indexes, WorkUnit::Tables, WorkUnit::Sessions}) {
        if (workUnitName(unit) == name)
            return unit;
    }
    return WorkUnit::None;
}

/// A row of the answer, by the names of its columns.
struct ProgressRow {
    const PgRows &rows;
    int row;

    [[nodiscard]] QString text(const char *name) const { return rows.text(row, rows.column(name)); }
    [[nodiscard]] std::int64_t number(const char *name) const { return rows.integer(row, rows.column(name)); }
    [[nodiscard]] bool isNull(const char *name) const { return rows.isNull(row, rows.column(name)); }
    [[nodiscard]] std::optional<std::int64_t> known(const char *name) const
    {
        return isNull(name) ? std::nullopt : std::optional(number(name));
    }
};

QString relationName(const ProgressRow &row, const char *name, const char *oid)
{
    const std::int64_t number = row.number(oid);
    return !row.isNull(name) ? row.text(name) : number == 0 ? QString() : QStringLiteral("oid %1").arg(number);
}

VacuumWork readVacuum(const ProgressRow &row)
{
    return {.blocks = row.number("blocks"),
            .scanned = row.number("scanned"),
            .vacuumed = row.number("vacuumed"),
            .indexPasses = row.number("passes"),
            .deadRows = row.number("dead_rows"),
            .memoryUsed = row.number("memory_used"),
            .memoryLimit = row.number("memory_limit")};
}

CommandProgress readCommand(const ProgressRow &row)
{
    CommandProgress command;
    command.pid = static_cast<int>(row.number("pid"));
    command.kind = kindOf(row.text("kind"));
    command.command = row.text("command");
    command.database = row.text("database");
    command.relation = relationName(row, "relation", "relid");
    command.index = relationName(row, "index", "indexid");
    command.phase = row.text("phase");
    command.unit = unitOf(row.text("unit"));
    command.done = row.known("done");
    command.total = row.known("total");
    if (command.unit == WorkUnit::Sessions)
        command.waitsFor = static_cast<int>(row.number("locker"));
    if (!row.isNull("delay_ms"))
        command.delayed = std::chrono::microseconds(
            static_cast<std::int64_t>(row.rows.real(row.row, row.rows.column("delay_ms")) * 1000));
    if (command.kind == WorkKind::Vacuum && !command.isHidden())
        command.vacuum = readVacuum(row);
    return command;
}

} // namespace

QString ProgressProbe::name() const
{
    return QStringLiteral("progress");
}

std::chrono::milliseconds ProgressProbe::cadence() const
{
    return std::chrono::seconds(5);
}

bool ProgressProbe::isUrgent(const PostgresDraft &draft) const
{
    const PostgresState &state = draft.next;
    return (state.work && !state.work->commands.empty())
           || std::ranges::any_of(state.sessions, [](const SessionPtr &session) { return isLongCommand(*session); });
}

std::optional<PgQuery> ProgressProbe::ask(const PostgresDraft &draft) const
{
    return preparedQuery(name(), draft);
}

Result<void> ProgressProbe::take(const PgRows &rows, PostgresDraft &draft) const
{
    WorkInProgress now;
    for (int row = 0; row < rows.count(); ++row)
        now.commands.push_back(readCommand({rows, row}));
    std::ranges::sort(now.commands, {}, &CommandProgress::pid);
    draft.progressHistory.follow(draft.next.serverNow, now.commands);
    if (!draft.next.work || *draft.next.work != now)
        draft.next.work = std::make_shared<const WorkInProgress>(std::move(now));
    return {};
}

// A bar that was not read anew stands still.
void ProgressProbe::forget(PostgresDraft &draft) const
{
    draft.next.work.reset();
}

} // namespace lockmaster
