// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/postgres/pgerror.h"

#include <QRegularExpression>
#include <libpq-fe.h>

#include "base/redact.h"
#include "base/text.h"

namespace lockmaster {
namespace {

constexpr qsizetype kLongestMessage = 2000; // before authentication the other side may be anybody

QString cleanedWords(QByteArrayView message)
{
    QString text = decodeUtf8(message).text;
    text.replace(QStringLiteral("\n\t"), QStringLiteral(" – ")); // libpq's hints
    return elided(redact(plainLine(text)).trimmed(), kLongestMessage);
}

QString field(const pg_result *result, int code)
{
    const char *value = PQresultErrorField(result, code);
    return value ? cleanedWords(value) : QString();
}

QString sentenceOf(ErrorKind kind, const QString &sqlState)
{
    if (sqlState == u"57P01" || sqlState == u"57P02")
        return QStringLiteral("An administrator ended the connection (planned shutdown or terminated session)");
    if (sqlState == u"3D000")
        return QStringLiteral("The database does not exist");
    switch (kind) {
    case ErrorKind::Full: return QStringLiteral("The server is full: no connection slot is left for this role");
    case ErrorKind::Starting: return QStringLiteral("The server is up but does not take connections yet");
    case ErrorKind::Auth: return QStringLiteral("The server refuses this role or its password");
    case ErrorKind::Privilege: return QStringLiteral("This role is not allowed to do that");
    case ErrorKind::Timeout: return QStringLiteral("The server ended the statement: its time limit passed");
    default: return QStringLiteral("The server refused the statement");
    }
}

struct ServerWords {
    QString sqlState;
    QString text;
};

// `… FATAL:  53300: sorry, too many clients already\nLOCATION:  …` (PQERRORS_VERBOSE). Before the login a server
// translates into the language and the encoding of its own machine: the code is found among the bytes, whatever they
// are.
ServerWords serverWords(QByteArrayView message)
{
    static const QRegularExpression code(QStringLiteral(R"(:  ((?=[A-Z]*\d)[0-9A-Z]{5}): )"));
    static const QRegularExpression location(QStringLiteral(R"(\s*LOCATION:.*$)"));
    const auto match = code.match(QString::fromLatin1(message)); // one character a byte
    if (!match.hasMatch())
        return {{}, cleanedWords(message)};
    return {match.captured(1), cleanedWords(message.sliced(match.capturedEnd())).remove(location)};
}

Error refusedByServer(const ServerWords &words)
{
    const ErrorKind kind = errorKindOf(words.sqlState);
    return {kind == ErrorKind::Query ? ErrorKind::Network : kind,
            sentenceOf(kind, words.sqlState),
            words.text,
            {},
            words.sqlState};
}

Error noPasswordError(const QString &why)
{
    const QString advice =
        QStringLiteral("Name its source in the fleet file (keyring, environment or command), or put it into ~/.pgpass");
    return {ErrorKind::Auth,
            QStringLiteral("The server asks for a password and the console has none"),
            why.isEmpty() ? advice : why,
            {},
            {}};
}

} // namespace

ErrorKind errorKindOf(const QString &sqlState)
{
    if (sqlState == u"53300")
        return ErrorKind::Full;
    if (sqlState == u"57P03" || sqlState == u"57P01" || sqlState == u"57P02")
        return ErrorKind::Starting;
    if (sqlState.startsWith(u"28") || sqlState == u"3D000")
        return ErrorKind::Auth;
    if (sqlState == u"42501")
        return ErrorKind::Privilege;
    if (sqlState == u"57014" || sqlState == u"55P03")
        return ErrorKind::Timeout;
    return ErrorKind::Query;
}

Error queryError(const pg_result *result)
{
    const QString sqlState = field(result, PG_DIAG_SQLSTATE);
    const ErrorKind kind = errorKindOf(sqlState);
    QString words = field(result, PG_DIAG_MESSAGE_PRIMARY);
    for (const int more : {PG_DIAG_MESSAGE_DETAIL, PG_DIAG_MESSAGE_HINT}) {
        if (const QString text = field(result, more); !text.isEmpty())
            words += QStringLiteral(" – ") + text;
    }
    return {kind, sentenceOf(kind, sqlState), words, {}, sqlState};
}

Error connectError(const pg_conn *connection, Rung rung, const QString &noPassword)
{
    const ServerWords words = serverWords(PQerrorMessage(connection));
    if (!words.sqlState.isEmpty())
        return refusedByServer(words);
    const QString &message = words.text;
    if (PQconnectionNeedsPassword(connection))
        return noPasswordError(noPassword);
    if (rung == Rung::Tls || message.contains(u"SSL") || message.contains(u"certificate"))
        return {ErrorKind::Tls, QStringLiteral("The TLS connection cannot be trusted"), message, {}, {}};
    if (message.contains(u"refused"))
        return {ErrorKind::Network,
                QStringLiteral("Connection refused: nothing listens there, or the server is down"),
                message,
                {},
                {}};
    if (rung == Rung::Auth)
        return {ErrorKind::Network,
                QStringLiteral("The connection failed while the role was being checked"),
                message,
                {},
                {}};
    return {ErrorKind::Network, QStringLiteral("The connection failed"), message, {}, {}};
}

Error lostError(const pg_conn *connection)
{
    const ServerWords words = serverWords(PQerrorMessage(connection));
    if (!words.sqlState.isEmpty())
        return refusedByServer(words);
    return {ErrorKind::Network, QStringLiteral("The connection was lost"), words.text, {}, {}};
}

} // namespace lockmaster
