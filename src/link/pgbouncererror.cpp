// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/pgbouncererror.h"

#include <algorithm>
#include <array>

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

struct Meaning {
    QLatin1StringView words;
    ErrorKind kind;
    const char *text;
};

// "not allowed" is the console's own: the login was right, the user is on neither list.
constexpr std::array kMeanings{
    Meaning{"no more connections allowed"_L1, ErrorKind::Full, "PgBouncer takes no more clients"},
    Meaning{"unsupported startup parameter"_L1, ErrorKind::Config,
            "PgBouncer does not know a parameter of the connection: name it in its ignore_startup_parameters, or leave "
            "it out (options, PGOPTIONS)"},
    Meaning{"not allowed"_L1, ErrorKind::Auth,
            "This user may not use PgBouncer's console: add it to stats_users in pgbouncer.ini and RELOAD"},
    Meaning{"admin access needed"_L1, ErrorKind::Privilege, "This needs a user of PgBouncer's admin_users"},
    Meaning{"pgbouncer is shutting down"_L1, ErrorKind::Starting, "PgBouncer is shutting down"},
    Meaning{"invalid command"_L1, ErrorKind::Unsupported, "This version of PgBouncer does not know the command"},
};

constexpr std::array kWrongPassword{"auth failed"_L1, "authentication failed"_L1, "no such user"_L1};

} // namespace

Error pgBouncerError(Error error)
{
    const QString words = error.detail.isEmpty() ? error.text : error.detail;
    const auto isSaid = [&](QLatin1StringView some) { return words.contains(some, Qt::CaseInsensitive); };
    const auto meaning = std::ranges::find_if(kMeanings, isSaid, &Meaning::words);
    if (meaning != kMeanings.end()) {
        error.kind = meaning->kind;
        error.text = QString::fromLatin1(meaning->text);
        error.detail = words;
    } else if (std::ranges::any_of(kWrongPassword, isSaid)) {
        error.kind = ErrorKind::Auth;
        error.text = u"PgBouncer refuses this user or its password"_s;
        error.detail = words;
        error.sqlState = u"28P01"_s;
    }
    return error;
}

} // namespace lockmaster
