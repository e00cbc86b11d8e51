// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/snapshotfields.h"

#include "model/fields/describe.h"
#include "model/pgbouncer/pgbouncer.h"
#include "model/pgbouncer/pgbouncerfields.h"
#include "model/postgres/postgres.h"
#include "model/postgres/postgresfields.h"
#include "model/redis/redis.h"
#include "model/redis/redisfields.h"
#include "model/redis/sentinel.h"
#include "model/redis/sentinelfields.h"
#include "model/snapshot.h"

namespace lockmaster {

template <>
struct WordsOf<ErrorKind> {
    static constexpr ErrorKind last = ErrorKind::Bug;
    static QString name(ErrorKind kind) { return errorKindName(kind); }
};

template <>
struct WordsOf<Rung> {
    static constexpr Rung last = Rung::Query;
    static QString name(Rung rung) { return rungName(rung); }
};

template <>
struct WordsOf<LinkPhase> {
    static constexpr LinkPhase last = LinkPhase::Refused;
    static QString name(LinkPhase phase) { return linkPhaseName(phase); }
};

template <>
struct WordsOf<EventKind> {
    static constexpr EventKind last = EventKind::SightRegained;
    static QString name(EventKind kind) { return eventName(kind); }
};

template <>
struct FieldsOf<Error> {
    static constexpr auto table = std::tuple{
        field("kind", &Error::kind),
        field("text", &Error::text, Secrecy::Words),
        field("server_words", &Error::detail, Secrecy::Words),
        field("target", &Error::target),
        field("sqlstate", &Error::sqlState),
    };
};

template <>
struct FieldsOf<LinkState> {
    static constexpr auto table = std::tuple{
        field("phase", &LinkState::phase),
        field("rung", &LinkState::rung),
        field("since", &LinkState::since),
        field("error", &LinkState::error),
        field("next_attempt", &LinkState::nextAttempt),
        field("address", &LinkState::address),
        field("newcomers", &LinkState::newcomers),
        field("note", &LinkState::note, Secrecy::Words),
        field("encrypted", &LinkState::encrypted),
        field("verified", &LinkState::verified),
        field("reconnects_today", &LinkState::reconnectsToday),
    };
};

template <>
struct FieldsOf<ServerEvent> {
    static constexpr auto table = std::tuple{
        field("event", &ServerEvent::kind),
        field("at", &ServerEvent::at),
        field("before", &ServerEvent::before),
        field("after", &ServerEvent::after),
    };
};

template <>
struct FieldsOf<Sample> {
    static constexpr auto table = std::tuple{
        field("series", &Sample::series, Secrecy::Words), // its labels are names
        field("value", &Sample::value),
    };
};

template <>
struct FieldsOf<ProbeCost> {
    static constexpr auto table = std::tuple{
        field("probe", &ProbeCost::probe),
        field("round_trip", &ProbeCost::roundTrip, Unit::Milliseconds),
        field("bytes", &ProbeCost::bytes),
        field("rows", &ProbeCost::rows),
    };
};

template <>
struct FieldsOf<ServerData> {
    static constexpr auto table = std::tuple{
        field("postgres", &ServerData::postgres),
        field("pgbouncer", &ServerData::pgbouncer),
        field("redis", &ServerData::redis),
        field("sentinel", &ServerData::sentinel),
    };
};

template <>
struct FieldsOf<Snapshot> {
    static constexpr auto table = std::tuple{
        inherited<ServerData>(),
        field("target", &Snapshot::target),
        field("sequence", &Snapshot::sequence),
        field("taken", &Snapshot::taken),
        field("data_taken", &Snapshot::dataTaken),
        field("link", &Snapshot::link),
        field("interval", &Snapshot::interval, Unit::Milliseconds),
        field("wanted", &Snapshot::wanted, Unit::Milliseconds),
        field("interval_reason", &Snapshot::intervalReason),
        field("samples", &Snapshot::samples),
        field("costs", &Snapshot::costs),
        field("hidden", &Snapshot::hidden),
        field("events", &Snapshot::events),
        field("probe_errors", &Snapshot::probeErrors),
    };
};

LOCKMASTER_TABLE(Error)
LOCKMASTER_TABLE(LinkState)
LOCKMASTER_TABLE(ServerEvent)
LOCKMASTER_TABLE(Sample)
LOCKMASTER_TABLE(ProbeCost)
LOCKMASTER_TABLE(ServerData)
LOCKMASTER_TABLE(Snapshot)

} // namespace lockmaster
