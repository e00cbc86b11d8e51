// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A table as its maintenance finds it, and the very one that a plan was made for.
#pragma once

#include <QJsonObject>
#include <QString>
#include <optional>
#include <vector>

#include "actions/plan/actiontype.h"
#include "link/postgres/pgrows.h"

namespace lockmaster::maintenance {

inline constexpr QLatin1StringView kTable{"table"};          ///< arguments
inline constexpr QLatin1StringView kSeen{"seen"};            ///< see Seen
inline constexpr QLatin1StringView kTableSame{"table.same"}; ///< checks
inline constexpr QLatin1StringView kTableRecreated{"table.recreated"};

struct Table {
    qint64 oid = 0;
    QString name;      ///< quoted, with its schema
    QString schema;    ///< quoted
    QString plainName; ///< as it is, without schema
    QString kind;      ///< pg_class.relkind
    qint64 file = 0;   ///< a rewrite gives it another; 0: it has none
    qint64 bytes = 0;  ///< with indexes and TOAST
    qint64 indexBytes = 0;
    qint64 indexes = 0;
    qint64 live = 0;
    qint64 dead = 0;
    bool isOwner = false; ///< a member of the owner, or a superuser
    bool isDatabaseOwner = false;
    bool mayMaintain = false; ///< by GRANT MAINTAIN, 17+
    bool mayCreate = false;   ///< in its schema
    QString owner;            ///< quoted
    bool isCatalog = false;
    bool isTemporary = false;
    std::optional<qint64> xidAge;
    QString costDelay;
    qint64 standbys = 0;
    qint64 slotCount = 0; ///< replication slots of the server
};

/// Which relation a plan saw under a name, as the plan's request keeps it: "16384/16390/8192 public.cards" (number, file,
/// bytes, name). Only for that name: with another one in the arguments it says nothing.
struct Seen {
    qint64 oid = 0;
    qint64 file = 0;
    qint64 bytes = 0;
};
QString seenText(const Seen &seen, const QString &name);
Seen seenIn(const QJsonObject &arguments, QLatin1StringView nameArgument = kTable);

/// Those that this may be the name of.
QCoro::Task<Result<std::vector<Table>>> readTables(std::shared_ptr<PgLink> link, QString asked, std::stop_token stop);

/// Whether exactly one is there, and the one that was seen before. Without failure the first of `found` is it.
Preflight checkTable(const QJsonObject &arguments, const std::vector<Table> &found);

Argument tableArgument();
Argument seenArgument();
/// When a long action is taken back by itself.
Argument limitArgument(int minutes);
/// Of a build of indexes; with LongRun.
Argument memoryArgument();

} // namespace lockmaster::maintenance
