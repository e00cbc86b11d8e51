// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/notices/linkwords.h"

#include "base/format.h"
#include "base/text.h"

#include <QCoreApplication>

namespace lockmaster {
namespace {

struct LinkText {
    Q_DECLARE_TR_FUNCTIONS(LinkText)
};

QString climbing(Rung rung)
{
    switch (rung) {
    case Rung::Dns: return LinkText::tr("Connecting: looking the name up");
    case Rung::Password: return LinkText::tr("Connecting: getting the password");
    case Rung::Tcp: return LinkText::tr("Connecting: opening the network connection");
    case Rung::Tls: return LinkText::tr("Connecting: agreeing on encryption");
    case Rung::Auth: return LinkText::tr("Connecting: logging in");
    case Rung::Query: return LinkText::tr("Connected: asking for the first data");
    }
    return {};
}

QString reason(const LinkState &link)
{
    if (!link.error)
        return {};
    return link.error->text.isEmpty() ? errorWords(link.error->kind) : plainLine(link.error->text);
}

/// There was no password to log in with: the server has heard nothing, and what the error adds is our own advice.
bool isUnsent(const LinkState &link)
{
    return link.rung == Rung::Password;
}

/// A server that refuses has answered.
QString brokenWords(const LinkState &link)
{
    if (isUnsent(link))
        return LinkText::tr("Without a password since %1");
    if (link.error && link.error->kind == ErrorKind::Auth)
        return LinkText::tr("Login refused since %1");
    return link.error && link.error->kind == ErrorKind::Full ? LinkText::tr("Not let in since %1")
                                                             : LinkText::tr("Not answering since %1");
}

QString withReason(const QString &headline, const QString &reason)
{
    return reason.isEmpty() ? headline : headline + QStringLiteral(": ") + reason;
}

/// What PostgreSQL's words would be wrong for: Redis tells its own errors by their code word.
QString adviceOn(const Error &error)
{
    if (error.sqlState == u"WRONGPASS" || error.sqlState == u"NOAUTH")
        return LinkText::tr("Check user and password, then try again.");
    if (error.sqlState == u"DENIED")
        return LinkText::tr("Give the server a password or an ACL, or turn protected-mode off, then try again.");
    if (error.sqlState == u"MAXCLIENTS")
        return LinkText::tr("End idle clients or raise maxclients.");
    if (error.sqlState == u"3D000")
        return LinkText::tr("Name another database in the fleet file.");
    if (error.kind == ErrorKind::Auth && error.sqlState == u"08P01")
        return {}; // PgBouncer's console: its error says what to add where
    return adviceFor(error.kind);
}

QString nextStep(const LinkState &link, WallTime now)
{
    QStringList steps;
    if (link.phase == LinkPhase::Refused)
        steps << LinkText::tr("The console does not try again by itself, so that no account is locked.");
    else if (link.nextAttempt && *link.nextAttempt > now)
        steps << LinkText::tr("Next attempt at %1.").arg(formatTimeOfDay(*link.nextAttempt));
    else if (link.phase == LinkPhase::Broken)
        steps << LinkText::tr("Trying again now.");
    if (link.error && isUnsent(link))
        steps << plainLine(link.error->detail);
    else if (link.error)
        steps << adviceOn(*link.error);
    if (!link.note.isEmpty())
        steps << plainLine(link.note);
    steps.removeAll(QString());
    return steps.join(u' ');
}

} // namespace

QString errorWords(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Config: return LinkText::tr("the configuration is wrong");
    case ErrorKind::Network: return LinkText::tr("the network connection failed");
    case ErrorKind::Dns: return LinkText::tr("the name was not found");
    case ErrorKind::Tls: return LinkText::tr("encryption could not be agreed on");
    case ErrorKind::Auth: return LinkText::tr("the server refused the login");
    case ErrorKind::Privilege: return LinkText::tr("the role lacks a privilege");
    case ErrorKind::Timeout: return LinkText::tr("no answer before the deadline");
    case ErrorKind::Cancelled: return LinkText::tr("stopped by the console");
    case ErrorKind::Full: return LinkText::tr("the server has no free connection");
    case ErrorKind::Starting: return LinkText::tr("the server is starting or shutting down");
    case ErrorKind::Query: return LinkText::tr("the server refused a statement");
    case ErrorKind::Protocol: return LinkText::tr("the answer makes no sense");
    case ErrorKind::Unsupported: return LinkText::tr("not available in this version");
    case ErrorKind::Bug: return LinkText::tr("a fault of the console");
    }
    return {};
}

QString adviceFor(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Config: return LinkText::tr("Correct the entry in the fleet file.");
    case ErrorKind::Network: return LinkText::tr("Check that the server runs and that no firewall is in between.");
    case ErrorKind::Dns: return LinkText::tr("Check the host name and this computer's name servers.");
    case ErrorKind::Tls: return LinkText::tr("Check the certificate and sslmode.");
    case ErrorKind::Auth:
        return LinkText::tr("Check user, password and pg_hba.conf (at PgBouncer its auth_file), then try again.");
    case ErrorKind::Timeout: return LinkText::tr("The server may be overloaded, stopped or cut off.");
    case ErrorKind::Full: return LinkText::tr("End idle sessions or raise max_connections.");
    default: return {};
    }
}

QString rungWord(Rung rung)
{
    switch (rung) {
    case Rung::Dns: return LinkText::tr("name");
    case Rung::Password: return LinkText::tr("password");
    case Rung::Tcp: return LinkText::tr("network");
    case Rung::Tls: return LinkText::tr("encryption");
    case Rung::Auth: return LinkText::tr("login");
    case Rung::Query: return LinkText::tr("query");
    }
    return {};
}

LinkWords linkWords(const LinkState &link, WallTime now)
{
    LinkWords words;
    const QString since = formatTimeOfDay(link.since);
    switch (link.phase) {
    case LinkPhase::Connecting: words = {HealthState::Unknown, climbing(link.rung), {}, {}}; break;
    case LinkPhase::Live: words = {HealthState::Ok, LinkText::tr("Live since %1").arg(since), {}, {}}; break;
    case LinkPhase::Late:
        words = {HealthState::Warning, LinkText::tr("The answer has been overdue since %1").arg(since), {}, {}};
        break;
    case LinkPhase::Broken:
        words = {HealthState::Blind, withReason(brokenWords(link).arg(since), reason(link)), {}, {}};
        break;
    case LinkPhase::Refused:
        words = {
            HealthState::Blind, withReason(LinkText::tr("Login refused since %1").arg(since), reason(link)), {}, {}};
        break;
    }
    if (link.error && !isUnsent(link))
        words.serverWords = plainBlock(link.error->detail).trimmed();
    words.next = nextStep(link, now);
    return words;
}

} // namespace lockmaster
