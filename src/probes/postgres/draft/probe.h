// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One question to a PostgreSQL server: rows in, model values out. One file a probe; the list is in registry.cpp.
#pragma once

#include <QHash>
#include <QString>
#include <chrono>
#include <memory>
#include <optional>
#include <vector>

#include "link/postgres/pglink.h"
#include "model/postgres/postgres.h"
#include "probes/postgres/draft/cataloghistory.h"
#include "probes/postgres/draft/checkpointhistory.h"
#include "probes/postgres/draft/clockhistory.h"
#include "probes/postgres/draft/progresshistory.h"
#include "probes/postgres/draft/walhistory.h"

namespace lockmaster {

/// What sessions name by oid only.
struct PostgresNames {
    struct Entry {
        QString name;
        int connectionLimit = -1;
        bool operator==(const Entry &) const = default;
    };
    QHash<quint32, Entry> databases;
    QHash<quint32, Entry> roles;
    bool operator==(const PostgresNames &) const = default;
};

/// The next state while probes fill it. Whatever no probe touches is carried over from the one before.
struct PostgresDraft {
    int serverVersion = 0;
    std::shared_ptr<const PostgresState> previous; ///< null on a new connection
    PostgresState next;
    PostgresNames names;         ///< lives as long as the connection
    bool namesMissing = true;    ///< an oid without a name was met: ask again soon
    bool wantAll = true;         ///< ask for every session in full
    ServerTime allTaken{};       ///< when that was answered last
    ServerTime locksTaken{};     ///< when it was answered last what is waited for
    bool isPooled = false;       ///< a pooler answers: the session could not be set up
    bool canSeeSystem = false;   ///< pg_control_system() is not revoked
    std::vector<QString> hidden; ///< see Snapshot::hidden
    WalHistory walHistory;       ///< of what a primary wrote, or a standby received
    ClockHistory clockHistory;   ///< of a standby, against its upstream
    CatalogHistory catalogHistory;
    std::optional<std::int64_t> catalogBytes;       ///< of pg_class
    QHash<QString, std::chrono::milliseconds> took; ///< by probe: what a dear one cost the server last
    ProgressHistory progressHistory;
    CheckpointHistory checkpointHistory;
};

class PostgresProbe
{
public:
    virtual ~PostgresProbe() = default;
    /// Stable, for the page of costs and for errors: "sessions", "locks", …
    [[nodiscard]] virtual QString name() const = 0;
    /// How often at most; zero: with every sample.
    [[nodiscard]] virtual std::chrono::milliseconds cadence() const = 0;
    /// The same of this server, where versions differ.
    [[nodiscard]] virtual std::chrono::milliseconds cadenceOn(const PostgresDraft &) const { return cadence(); }
    /// How often at most while somebody looks at what it brings; zero: with every sample.
    [[nodiscard]] virtual std::chrono::milliseconds cadenceWatched(const PostgresDraft &) const { return {}; }
    /// 0: in the first round trip of a sample; 1: in the second, when its question depends on answers of the first.
    [[nodiscard]] virtual int round() const { return 0; }
    /// At most one of these is asked in a sample: it takes so long that several would make the sample late.
    [[nodiscard]] virtual bool isDear() const { return false; }
    /// True when it has to be asked out of turn.
    [[nodiscard]] virtual bool isUrgent(const PostgresDraft &) const { return false; }
    /// The statement, or nothing when there is nothing to ask now.
    [[nodiscard]] virtual std::optional<PgQuery> ask(const PostgresDraft &draft) const = 0;
    /// The answer into the draft. An answer that makes no sense is an error of kind Protocol.
    virtual Result<void> take(const PgRows &rows, PostgresDraft &draft) const = 0;
    /// There was nothing to ask, or no answer: the draft must not keep what is not true any more.
    virtual void forget(PostgresDraft &) const {}
};

/// All probes in the order in which their answers are taken.
std::vector<std::unique_ptr<PostgresProbe>> postgresProbes();

/// The query file `name` for this server, prepared under that name, but through a pooler.
PgQuery preparedQuery(const QString &name, const PostgresDraft &draft, std::vector<PgParam> params = {});

} // namespace lockmaster
