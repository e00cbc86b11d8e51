// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the readers of metrics read: the data of one target at one moment.
#pragma once

#include <memory>
#include <typeindex>
#include <utility>
#include <vector>

#include "model/snapshot.h"

namespace lockmaster {

class Reading
{
public:
    explicit Reading(const ServerData &data) : m_data(data) {}

    [[nodiscard]] const ServerData &data() const { return m_data; }
    [[nodiscard]] const PostgresState &postgres() const { return *m_data.postgres; }
    [[nodiscard]] const PgBouncerState &pgbouncer() const { return *m_data.pgbouncer; }
    [[nodiscard]] const RedisState &redis() const { return *m_data.redis; }
    [[nodiscard]] const SentinelState &sentinel() const { return *m_data.sentinel; }

    /// What several metrics need, a Tally made of the data, worked out when the first of them asks.
    template <typename Tally>
    const Tally &tally() const
    {
        for (const auto &[type, known] : m_tallies)
            if (type == typeid(Tally))
                return *static_cast<const Tally *>(known.get());
        auto made = std::make_shared<const Tally>(*this);
        m_tallies.emplace_back(typeid(Tally), made);
        return *made;
    }

private:
    const ServerData &m_data;
    mutable std::vector<std::pair<std::type_index, std::shared_ptr<const void>>> m_tallies;
};

} // namespace lockmaster
