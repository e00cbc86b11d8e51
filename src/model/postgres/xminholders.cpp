// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/postgres/xminholders.h"

#include <algorithm>

#include "model/postgres/progress.h"
#include "model/postgres/replication.h"

namespace lockmaster {
namespace {

constexpr std::chrono::seconds kMoment{2};

/// Ids are 32 bits wide and go round; one that is ahead of  is of a session that began since.
std::int64_t transactionsSince(std::uint32_t next, std::uint32_t id)
{
    return std::max<std::int64_t>(0, static_cast<std::int32_t>(next - id));
}

std::optional<std::int64_t> ageOf(const PostgresState &state, const Session &session)
{
    if (!state.nextTransaction || (!session.backendXmin && !session.backendXid))
        return {};
    std::int64_t age = 0;
    for (const auto &id : {session.backendXmin, session.backendXid}) {
        if (id)
            age = std::max(age, transactionsSince(*state.nextTransaction, *id));
    }
    return age;
}

/// Also one that waits for its table's lock, of which no view tells; VACUUM FULL is none.
bool isVacuum(const PostgresState &state, const Session &session)
{
    const QStringView statement = QStringView(session.query).trimmed();
    if (session.state == SessionState::Active && statement.startsWith(u"VACUUM", Qt::CaseInsensitive)
        && !statement.contains(u"FULL", Qt::CaseInsensitive))
        return true;
    const CommandProgress *work = state.work ? state.work->find(session.key.pid) : nullptr;
    return (work && work->kind == WorkKind::Vacuum) || session.query.startsWith(u"autovacuum: VACUUM");
}

const WalSender *senderOf(const PostgresState &state, int pid)
{
    if (!state.replication)
        return nullptr;
    const auto found = std::ranges::find(state.replication->senders, pid, &WalSender::pid);
    return found == state.replication->senders.end() ? nullptr : &*found;
}

void addSessions(const PostgresState &state, std::vector<XminHolder> &all)
{
    for (const SessionPtr &session : state.sessions) {
        const auto age = ageOf(state, *session);
        const auto held = ageAt(state.serverNow, session->transactionStart);
        if (!age || session->leaderPid != 0 || isVacuum(state, *session))
            continue;
        // A standby's feedback is told as that of the process that sends to it, which is connected to no database.
        const bool isStandby = session->databaseOid == 0 && senderOf(state, session->key.pid);
        XminHolder holder{.name = session->application, .session = session->key, .age = *age};
        holder.kind = isStandby ? XminHolderKind::Standby : XminHolderKind::Session;
        if (!isStandby && held.value_or(kMoment) < kMoment)
            continue;
        if (!isStandby) {
            holder.database = session->database;
            holder.heldFor = held;
        }
        all.push_back(std::move(holder));
    }
}

void addPrepared(const PostgresState &state, std::vector<XminHolder> &all)
{
    for (const PreparedTransaction &prepared : state.preparedTransactions) {
        if (state.nextTransaction)
            all.push_back({.kind = XminHolderKind::Prepared,
                           .name = prepared.gid,
                           .database = prepared.database,
                           .age = transactionsSince(*state.nextTransaction, prepared.transactionId),
                           .heldFor = ageAt(state.serverNow, prepared.prepared)});
    }
}

void addSlots(const PostgresState &state, std::vector<XminHolder> &all)
{
    if (!state.replication)
        return;
    for (const ReplicationSlot &slot : state.replication->slotsKept) {
        if (slot.xminAge <= 0)
            continue;
        XminHolder holder{.kind = XminHolderKind::Slot, .name = slot.name};
        holder.isInUse = slot.isActive;
        holder.keepsCatalogs = slot.rowXminAge <= 0;
        holder.age = holder.keepsCatalogs ? slot.xminAge : slot.rowXminAge;
        holder.heldFor = slot.isActive ? std::nullopt : ageAt(state.serverNow, slot.inactiveSince);
        if (const SessionPtr user = slot.isActive ? findSession(state, slot.activePid) : nullptr)
            holder.session = user->key;
        all.push_back(std::move(holder));
    }
}

} // namespace

QString xminHolderKindName(XminHolderKind kind)
{
    switch (kind) {
    case XminHolderKind::Session: return QStringLiteral("session");
    case XminHolderKind::Prepared: return QStringLiteral("prepared");
    case XminHolderKind::Slot: return QStringLiteral("slot");
    case XminHolderKind::Standby: break;
    }
    return QStringLiteral("standby");
}

std::vector<XminHolder> xminHolders(const PostgresState &state)
{
    std::vector<XminHolder> all;
    addSessions(state, all);
    addPrepared(state, all);
    addSlots(state, all);
    std::ranges::stable_sort(all, [](const XminHolder &left, const XminHolder &right) {
        return std::pair(left.age, left.heldFor) > std::pair(right.age, right.heldFor);
    });
    return all;
}

const XminHolder *nextHolder(const std::vector<XminHolder> &holders, std::size_t place)
{
    const QString &database = holders[place].database;
    for (std::size_t other = 0; other < holders.size(); ++other) {
        if (other != place
            && (database.isEmpty() ? !holders[other].keepsCatalogs : holders[other].holdsRowsOf(database)))
            return &holders[other];
    }
    return nullptr;
}

} // namespace lockmaster
