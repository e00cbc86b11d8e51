// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A setting as the server has it: what it is, what is in effect, what is kept at the place that is to be changed, and what
// overrides that.
#pragma once

#include "actions/plan/row.h"
#include "actions/postgres/settings/settingplace.h"
#include "actions/postgres/settings/settingvalue.h"

namespace lockmaster::setting {

struct Standing {
    Kind kind;
    QString quotedName;
    QString context;  ///< "postmaster", "sighup", "superuser", "user", …
    QString source;   ///< "default", "configuration file", "command line", …
    QString inEffect; ///< what a new session of ours has, in the setting's own unit
    QString shown;    ///< the same as SHOW says it; of a secret one maskedWord()
    QString file;     ///< where it comes from; empty: from no file, or hidden from us
    bool isPendingRestart = false;
    std::optional<QString> kept; ///< the value kept at the place
    bool isKeptKnown = true;     ///< else whether postgresql.auto.conf has one is hidden from us
    QString overriddenBy;        ///< "role web, role app in database orders"

    [[nodiscard]] bool isFromAlterSystem() const { return file.endsWith(u"postgresql.auto.conf"); }
    [[nodiscard]] bool needsRestart() const { return context == u"postmaster"; }
    /// What is in effect for the session that acts is of its own role or database.
    [[nodiscard]] bool isOverriddenHere() const
    {
        return source.startsWith(u"database") || source == u"user" || (source == u"session" && !overriddenBy.isEmpty());
    }
    [[nodiscard]] bool isOnCommandLine() const { return source == u"command line"; }
};

/// The place itself, and what this role may do there.
struct PlaceFacts {
    bool hasRole = true;
    bool hasDatabase = true;
    QString quotedRole;
    QString quotedDatabase;
    QString quotedOwner; ///< of the database
    bool mayRole = false;
    bool mayDatabase = false;
    bool mayReload = false;
    bool seesFiles = false;
    bool allowsAlterSystem = true; ///< 17+: allow_alter_system
    qint64 sessions = 0;           ///< of the place, now
};

/// From the columns name, vartype, unit, min_val, max_val and choices (one a line).
Kind kindIn(const Row &row);

QCoro::Task<Result<PlaceFacts>> readPlace(std::shared_ptr<PgLink> link, Place place, std::stop_token stop);

/// Empty: the server knows no setting of that name.
QCoro::Task<Result<std::optional<Standing>>> readStanding(std::shared_ptr<PgLink> link, Place place, bool seesFiles,
                                                          QString setting, std::stop_token stop);

/// As it has to stand in a statement; the server quotes.
QCoro::Task<Result<QString>> quotedValue(std::shared_ptr<PgLink> link, Kind kind, QString value, std::stop_token stop);

/// Has the server try it for the time of one statement: empty when it takes it or cannot tell, else its error.
QCoro::Task<Result<std::optional<Error>>> tryValue(std::shared_ptr<PgLink> link, Standing standing, QString value,
                                                   std::stop_token stop);

} // namespace lockmaster::setting
