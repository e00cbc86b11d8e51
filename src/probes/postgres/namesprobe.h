// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Names of databases and roles; asked again when a session shows an unknown oid.
#pragma once

#include "probes/postgres/draft/probe.h"

namespace lockmaster {

/// The rows of names_from_13.sql into the draft.
void readNames(const PgRows &rows, PostgresDraft &draft);

class NamesProbe final : public PostgresProbe
{
public:
    QString name() const override;
    std::chrono::milliseconds cadence() const override;
    bool isUrgent(const PostgresDraft &draft) const override;
    std::optional<PgQuery> ask(const PostgresDraft &draft) const override;
    Result<void> take(const PgRows &rows, PostgresDraft &draft) const override;
};

} // namespace lockmaster
