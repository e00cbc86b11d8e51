// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a table of fields says of each field. A table stands in a source beside its type (postgres/postgresfields.cpp, …);
// all that is done with whole values follows from it: files, JSON, counting bytes, comparing.
#pragma once

#include <QLatin1StringView>
#include <cstdint>
#include <vector>

namespace lockmaster {

/// How a number is written for people's programs. In JSON the name tells the unit: "wait" of seconds is "wait_seconds",
/// a field that is named "seconds" stays so.
enum class Unit : std::uint8_t {
    None,
    Seconds,        ///< of a duration
    Milliseconds,   ///< of a duration
    Identifier,     ///< 0 means none: null in JSON
    LongIdentifier, ///< likewise, and as text: it may have more digits than a number of JSON keeps
    WalPosition,    ///< a position in the write-ahead log: "0/3000148"
};

/// What a text may give away. Open is what nobody outside chose, or what names a thing: it leaves as it is.
enum class Secrecy : std::uint8_t {
    Open,      ///< names, states, versions
    Words,     ///< words of a server or its settings, or what a client calls itself: registered secrets, and
               ///< passwords in URLs and key=value pairs, are taken out
    Statement, ///< SQL: masked, its literals are replaced
    Command,   ///< a command of Redis: masked, its arguments are replaced
};

struct FieldInfo {
    QLatin1StringView name; ///< stable: the key in files, and in JSON with the unit
    Unit unit = Unit::None;
    Secrecy secrecy = Secrecy::Open;
};

/// The fields that are stored, in the table's order, and the size of the value in memory.
struct RecordInfo {
    std::vector<FieldInfo> fields;
    std::size_t bytes = 0;
};

} // namespace lockmaster
