// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/peers.h"

#include <algorithm>

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

QCoro::Task<std::optional<Peer>> lookAtPeer(const FleetAccess *fleet, Target target, std::uint64_t system, QString name,
                                            std::stop_token stop)
{
    const Result<ReadyServer> server = co_await readyServer(fleet->lend, target, name, stop);
    if (!server)
        co_return std::nullopt;
    Result<PgRows> rows = fail(ErrorKind::Query, QString());
    if (server->facts.systemIdentifier == system && !server->facts.isPooled)
        rows = co_await ask(server->postgres(), "peer_settings"_L1, {}, stop);
    co_await giveBack(*server, stop);
    if (!rows)
        co_return std::nullopt;
    co_return Peer{target.name, server->facts.isInRecovery, *rows};
}

} // namespace

QCoro::Task<std::vector<Peer>> lookAtPeers(PlanContext context, std::stop_token stop)
{
    const Target &self = context.draft.target;
    const std::uint64_t system = context.server.facts.systemIdentifier;
    std::vector<Peer> peers;
    if (self.group.isEmpty() || system == 0)
        co_return peers;
    for (const Target &target : context.fleet->targets) {
        if (target.kind != ServerKind::PostgreSql || target.name == self.name || target.group != self.group)
            continue;
        auto peer = co_await lookAtPeer(context.fleet, target, system, actingName(context.draft.id), stop);
        if (peer)
            peers.push_back(std::move(*peer));
    }
    co_return peers;
}

const Peer *primaryAmong(const std::vector<Peer> &peers)
{
    const auto found = std::ranges::find(peers, false, &Peer::isStandby);
    return found == peers.end() ? nullptr : &*found;
}

const QStringList &standbyLimits()
{
    static const QStringList kLimits{u"max_connections"_s, u"max_worker_processes"_s, u"max_wal_senders"_s,
                                     u"max_prepared_transactions"_s, u"max_locks_per_transaction"_s};
    return kLimits;
}

} // namespace lockmaster
