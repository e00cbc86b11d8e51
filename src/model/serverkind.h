// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The kinds of server there are, and what has to be known of each wherever it is named: a record a kind. What watches
// it is joined to it in engine/sources.cpp, its pages in ui/shell/pages.cpp.
#pragma once

#include <QLatin1StringView>
#include <span>

namespace lockmaster {

enum class ServerKind {
    PostgreSql,
    PgBouncer, ///< its console
    Redis,     ///< also Valkey, and each node of a cluster
    Sentinel,
};

/// How the part of a URL after its scheme is read.
enum class UrlStyle {
    Libpq,            ///< as libpq reads it, with services and PG… variables
    PgBouncerConsole, ///< the same, for the one database "pgbouncer"
    Resp,             ///< Redis' protocol: TLS is told by the scheme alone
};

struct UrlScheme {
    QLatin1StringView word; ///< "postgresql"
    bool isEncrypted = false;
};

struct KindRecord {
    ServerKind kind;
    QLatin1StringView name;    ///< stable: of fleet files, JSON and metrics, and the scheme that is written
    QLatin1StringView product; ///< as its makers call it
    int defaultPort = 0;
    UrlStyle urlStyle = UrlStyle::Libpq;
    std::span<const UrlScheme> schemes;
    QLatin1StringView usualDatabase; ///< that need not be said; empty: each is
    QLatin1StringView workSeries;    ///< Sample::series that tells how much it does; empty: it does no work of its own
    int wayPlace = 0;         ///< in which order a request meets the kinds of a group; 0: it meets none of this kind
    bool hasDatabases = true; ///< false: the path of a URL names one of the groups that it watches
};

std::span<const KindRecord> allKinds();
const KindRecord &recordOf(ServerKind kind);

} // namespace lockmaster
