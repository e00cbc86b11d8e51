// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Names of tables and indexes as SQL reads them: they come from servers, and each has to stay one name. Pure.
#pragma once

#include <QString>

namespace lockmaster {

/// "sales"."Orders": wherever it stands in a statement, it runs.
QString quotedSqlName(const QString &schema, const QString &name);

/// sales."Orders": for people and for arguments that the server looks up (to_regclass): quoted where it has to be.
QString sqlName(const QString &schema, const QString &name);

} // namespace lockmaster
