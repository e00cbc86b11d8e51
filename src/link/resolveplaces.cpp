// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/resolveplaces.h"

#include <optional>
#include <utility>

namespace lockmaster {

QCoro::Task<Result<ResolvedPlaces>> resolvePlaces(std::vector<PgAddress> places, QMap<QString, QHostAddress> lastGood,
                                                  HostResolver resolver, QDeadlineTimer deadline, std::stop_token stop)
{
    ResolvedPlaces found;
    std::optional<Error> trouble;
    for (const PgAddress &place : places) {
        if (!needsResolving(place)) {
            found.places.push_back(place);
            continue;
        }
        const auto resolved = co_await resolver(
            place.host, deadline.isForever() ? deadline : QDeadlineTimer(deadline.remainingTime() / 2), stop);
        if (resolved) {
            for (const QHostAddress &address : *resolved)
                found.places.push_back({place.host, address, place.port});
        } else if (resolved.error().kind == ErrorKind::Cancelled) {
            co_return std::unexpected(resolved.error());
        } else if (const QHostAddress good = lastGood.value(place.host); !good.isNull()) {
            found.places.push_back({place.host, good, place.port});
            found.note =
                QStringLiteral("%1; using its last good address %2").arg(resolved.error().text, good.toString());
        } else {
            trouble = resolved.error();
            trouble->kind = ErrorKind::Dns;
        }
    }
    if (found.places.empty())
        co_return std::unexpected(
            trouble.value_or(Error{ErrorKind::Config, QStringLiteral("No host to connect to"), {}, {}, {}}));
    co_return found;
}

} // namespace lockmaster
