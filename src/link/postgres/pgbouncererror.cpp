// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/postgres/pgbouncererror.h"

#include <QRegularExpression>
#include <algorithm>
#include <array>
#include <span>

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

struct Meaning {
    QLatin1StringView words;
    ErrorKind kind;
    const char *text;
};

// Said to everybody, also on the way to a server behind it; no PostgreSQL says these.
constexpr std::array kOnTheWay{
    Meaning{"no more connections allowed"_L1, ErrorKind::Full, "PgBouncer takes no more clients"},
    Meaning{"client connections exceeded"_L1, ErrorKind::Full,
            "PgBouncer takes no more clients of this database or user"},
    Meaning{"unsupported startup parameter"_L1, ErrorKind::Config,
            "PgBouncer does not know a parameter of the connection: name it in its ignore_startup_parameters, or leave "
            "it out (options, PGOPTIONS)"},
    Meaning{"query_wait_timeout"_L1, ErrorKind::Timeout, "PgBouncer found no server connection in time"},
    Meaning{"client_login_timeout"_L1, ErrorKind::Timeout, "PgBouncer ended the login: it took too long"},
    Meaning{"is disabled"_L1, ErrorKind::Starting, "The database is disabled at PgBouncer"},
    Meaning{"pgbouncer is shutting down"_L1, ErrorKind::Starting, "PgBouncer is shutting down"},
};

// "not allowed" is the console's own: the login was right, the user is on neither list.
constexpr std::array kOfTheConsole{
    Meaning{"not allowed"_L1, ErrorKind::Auth,
            "This user is not allowed to use PgBouncer's console: add it to stats_users in pgbouncer.ini and RELOAD"},
    Meaning{"admin access needed"_L1, ErrorKind::Privilege, "This needs a user of PgBouncer's admin_users"},
    Meaning{"invalid command"_L1, ErrorKind::Unsupported, "This version of PgBouncer does not know the command"},
};

constexpr std::array kWrongPassword{"auth failed"_L1, "authentication failed"_L1, "no such user"_L1};

QString wordsOf(const Error &error)
{
    return error.detail.isEmpty() ? error.text : error.detail;
}

/// What PgBouncer said, without libpq's words on the connection around it.
QString ownWords(const QString &words)
{
    static const QRegularExpression code(u"^[0-9A-Z]{5}: "_s);
    return words.section(u"FATAL:"_s, -1).trimmed().remove(code);
}

bool isSaid(const Error &error, QLatin1StringView words)
{
    return wordsOf(error).contains(words, Qt::CaseInsensitive);
}

/// Whether one of the meanings was it.
bool translate(Error &error, std::span<const Meaning> meanings)
{
    const auto said = [&](QLatin1StringView words) { return isSaid(error, words); };
    const auto meaning = std::ranges::find_if(meanings, said, &Meaning::words);
    if (meaning == meanings.end())
        return false;
    error.detail = ownWords(wordsOf(error));
    error.kind = meaning->kind;
    error.text = QString::fromLatin1(meaning->text);
    if (error.kind == ErrorKind::Full)
        error.sqlState = u"MAX_CLIENT_CONN"_s;
    return true;
}

} // namespace

Error errorOnTheWay(Error error)
{
    if (error.sqlState == u"08P01")
        translate(error, kOnTheWay);
    return error;
}

Error pgBouncerError(Error error)
{
    if (translate(error, kOnTheWay) || translate(error, kOfTheConsole))
        return error;
    const auto said = [&](QLatin1StringView words) { return isSaid(error, words); };
    if (std::ranges::any_of(kWrongPassword, said)) {
        const QString words = wordsOf(error);
        error.kind = ErrorKind::Auth;
        error.text = u"PgBouncer refuses this user or its password"_s;
        error.detail = ownWords(words);
        error.sqlState = u"28P01"_s;
    }
    return error;
}

} // namespace lockmaster
