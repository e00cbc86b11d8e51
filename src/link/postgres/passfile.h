// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// libpq's password file, read the way libpq reads it, because libpq tells only standard error why it ignores one.
#pragma once

#include <QByteArray>
#include <QString>
#include <expected>

#include "link/pgaddress.h"
#include "model/target.h"

namespace lockmaster {

/// What an entry has to fit.
struct PassfileKey {
    QString host; ///< as the user wrote it, else the address; empty: libpq's default socket
    QString port;
    QString database;
    QString user;
};

struct NoPassword {
    enum class Reason { NotThere, NotPlain, Exposed, Unreadable, NoEntry, OtherHost, NotUtf8 };
    Reason reason = Reason::NotThere;
    QString otherHost; ///< of OtherHost: that of an entry which fits in all the rest
};

/// The file: parameter passfile, then PGPASSFILE, then ~/.pgpass.
QString passfileOf(const PgParameters &parameters);

/// For one place of a target, with libpq's defaults for user and database.
PassfileKey passfileKey(const PgParameters &parameters, const PgAddress &place);

/// The first entry of a file's text that fits.
std::expected<QString, NoPassword> passwordIn(const QByteArray &text, const PassfileKey &key);

/// The same of a file, when it is one that libpq takes. Reads at most 1 MiB.
std::expected<QString, NoPassword> passwordFromFile(const QString &path, const PassfileKey &key);

struct FoundPassword {
    QString password; ///< registered for redaction; empty when there is none
    QString whyNot;   ///< noPasswordWords(); empty when nobody misses the file, which is ~/.pgpass and not there
};

/// The same for one place of a target.
FoundPassword passwordFromFile(const PgParameters &parameters, const PgAddress &place);

/// Why there is none, and what to do about it.
QString noPasswordWords(const NoPassword &why, const QString &path, const PassfileKey &key);

} // namespace lockmaster
