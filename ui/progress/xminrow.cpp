// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/progress/xminrow.h"

#include "model/postgres/replication.h"
#include "ui/common/rows/columnkinds.h"
#include "ui/progress/progresstext.h"

#include <algorithm>

namespace lockmaster {

namespace {

constexpr std::size_t kMostHolders = 100;

bool isAbout(const Finding &finding, const XminRow &row)
{
    if (finding.id != u"pg.vacuum.horizon")
        return false;
    const Subject &subject = finding.subject;
    switch (row.holder.kind) {
    case XminHolderKind::Session:
        return subject.kind == SubjectKind::Session && sessionOfItem(subject.name) == row.holder.session;
    case XminHolderKind::Prepared:
        return subject.kind == SubjectKind::PreparedTransaction && subject.name == row.holder.name;
    case XminHolderKind::Slot: return subject.kind == SubjectKind::Slot && subject.name == row.holder.name;
    case XminHolderKind::Standby: break;
    }
    return subject.kind == SubjectKind::Standby && subject.name == row.holder.name;
}

QString stateWords(const XminRow &row)
{
    switch (row.holder.kind) {
    case XminHolderKind::Prepared: return ProgressText::tr("prepared, not ended");
    case XminHolderKind::Standby: return ProgressText::tr("hot_standby_feedback");
    case XminHolderKind::Slot:
        if (!row.holder.isInUse)
            return ProgressText::tr("not used");
        return row.session ? ProgressText::tr("used by %1").arg(plainLine(row.session->application))
                           : ProgressText::tr("in use");
    case XminHolderKind::Session: break;
    }
    if (!row.session)
        return unknownValue();
    return row.session->state == SessionState::None ? plainLine(row.session->backendType)
                                                    : sessionStateName(row.session->state);
}

QString keptWords(const XminRow &row)
{
    if (row.holder.keepsCatalogs)
        return ProgressText::tr("system catalogs");
    return row.holder.database.isEmpty() ? ProgressText::tr("every database") : plainLine(row.holder.database);
}

QString queryWords(const XminRow &row)
{
    return row.holder.kind == XminHolderKind::Session && row.session ? plainLine(row.session->query) : QString();
}

KeyedColumn<XminRow> stateColumn()
{
    auto column = lineColumn<XminRow>(
        columnInfo("state", ProgressText::tr("State"),
                   ProgressText::tr("What it does now. Not used: nobody streams from the slot."), 20),
        stateWords);
    column.state = [](const XminRow &row) { return row.isFound ? std::optional(HealthState::Warning) : std::nullopt; };
    return column;
}

KeyedColumn<XminRow> queryColumn()
{
    auto column = lineColumn<XminRow>(
        columnInfo("query", ProgressText::tr("Query"), ProgressText::tr("Of a session: its last statement."), 20),
        queryWords);
    column.info.isElastic = column.info.isStatement = true;
    return column;
}

} // namespace

QString XminRow::key() const
{
    return QStringLiteral("%1:%2/%3")
        .arg(xminHolderKindName(holder.kind), holder.kind == XminHolderKind::Session ? QString() : holder.name,
             itemOf(holder.session));
}

QString xminHolderWords(const XminHolder &holder, const Session *session)
{
    const QString name = plainLine(holder.name);
    switch (holder.kind) {
    case XminHolderKind::Prepared: return ProgressText::tr("prepared transaction %1").arg(name);
    case XminHolderKind::Slot: return ProgressText::tr("slot %1").arg(name);
    case XminHolderKind::Standby: return ProgressText::tr("standby %1").arg(name);
    case XminHolderKind::Session: break;
    }
    const QString pid = QString::number(holder.session.pid);
    if (session && !session->backendType.isEmpty() && !isClientBackend(*session))
        return ProgressText::tr("%1 %2").arg(plainLine(session->backendType), pid);
    return name.isEmpty() ? ProgressText::tr("session %1").arg(pid)
                          : ProgressText::tr("session %1 · %2").arg(pid, name);
}

std::vector<XminRow> xminRows(const Snapshot &snapshot, const std::vector<Finding> &findings)
{
    std::vector<XminRow> rows;
    if (!snapshot.postgres)
        return rows;
    const std::vector<XminHolder> holders = xminHolders(*snapshot.postgres);
    for (std::size_t place = 0; place < std::min(holders.size(), kMostHolders); ++place) {
        XminRow row{.holder = holders[place], .session = findSession(*snapshot.postgres, holders[place].session)};
        row.isFound = std::ranges::any_of(findings, [&](const Finding &finding) { return isAbout(finding, row); });
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<KeyedColumn<XminRow>> xminColumns()
{
    auto holder = lineColumn<XminRow>(
        columnInfo(
            "holder", ProgressText::tr("Held back by"),
            ProgressText::tr(
                "A session's snapshot or transaction id, a prepared transaction, a slot's xmin, a standby's feedback."),
            32),
        [](const XminRow &row) { return xminHolderWords(row.holder, row.session.get()); });
    holder.info.isName = true;
    auto held = durationColumn<XminRow>(
        columnInfo(
            "held", ProgressText::tr("For"),
            ProgressText::tr(
                "Since its transaction began or was prepared, or its slot was last used (PostgreSQL 17); – where the "
                "server does not tell."),
            11),
        [](const XminRow &row) {
            return row.holder.heldFor ? std::optional(double(row.holder.heldFor->count()) / 1e6) : std::nullopt;
        });
    held.info.ages = true;
    return {holder,
            stateColumn(),
            countColumn<XminRow>(
                columnInfo("age", ProgressText::tr("Transactions"),
                           ProgressText::tr("Begun since its xmin: what died in them cannot be removed."), 13),
                [](const XminRow &row) { return std::optional(double(row.holder.age)); }),
            held,
            lineColumn<XminRow>(
                columnInfo("keeps", ProgressText::tr("Keeps dead rows of"),
                           ProgressText::tr("A session those of its database, a slot or standby those of all."), 18),
                keptWords),
            queryColumn(),
            lineColumn<XminRow>(
                columnInfo("user", ProgressText::tr("User"), ProgressText::tr("Of a session: its role."), 12, true),
                [](const XminRow &row) { return row.session ? row.session->user : QString(); }),
            lineColumn<XminRow>(
                columnInfo("client", ProgressText::tr("Client"), ProgressText::tr("Where it connects from."), 14, true),
                [](const XminRow &row) { return row.session ? row.session->client : QString(); })};
}

QString whenItHasEnded(const std::vector<XminHolder> &holders, std::size_t place, const PostgresState &state)
{
    const XminHolder &holder = holders[place];
    const auto words = [&](const XminHolder &one) {
        return xminHolderWords(one, findSession(state, one.session).get());
    };
    if (holder.keepsCatalogs)
        return ProgressText::tr("%1 keeps dead rows of the system catalogs alone: tables can be vacuumed.")
            .arg(words(holder));
    const XminHolder *next = nextHolder(holders, place);
    if (!next || next->age == 0)
        return ProgressText::tr("When %1 has ended, nothing else holds vacuum back.").arg(words(holder));
    return (next->age >= holder.age
                ? ProgressText::tr("%1 alone does not help: %2 holds vacuum back further, by %3 transactions.")
                      .arg(words(holder), words(*next))
                : ProgressText::tr("When %1 has ended, vacuum can remove what died before the last %3 transactions; "
                                   "then %2 holds it back.")
                      .arg(words(holder), words(*next)))
        .arg(formatCount(next->age));
}

QString noHolderWords(const PostgresState &state)
{
    return state.nextTransaction ? ProgressText::tr("Nobody holds vacuum back: what is dead can be removed.")
                                 : ProgressText::tr("Who holds vacuum back was not read at this moment.");
}

} // namespace lockmaster
