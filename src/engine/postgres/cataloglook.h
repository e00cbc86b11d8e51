// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A catalog that is read beside the samples: of another database, of tables with a name, or one so large that a sample would
// be late with it. Each look has a connection of its own, which is closed after it; there is never more than one at a time. Engine thread; owned by its source.
#pragma once

#include <memory>
#include <optional>

#include "engine/source/source.h"
#include "link/taskscope.h"
#include "model/postgres/askedcatalog.h"
#include "model/postgres/catalog.h"
#include "probes/postgres/draft/cataloghistory.h"

namespace lockmaster {

class CatalogLook
{
public:
    /// `again`: how often it is read anew at most.
    CatalogLook(SourceOptions options, const Clock &clock, std::chrono::milliseconds again);

    /// What is asked for now; begins a look when one is due and none is under way.
    void follow(std::optional<AskedCatalog> asked, SteadyTime now);
    /// The newest answer to what is asked now; null: there is none yet, or nothing is asked.
    [[nodiscard]] const std::shared_ptr<const Catalog> &newest() const { return m_newest; }

private:
    QCoro::Task<void> look(AskedCatalog asked, std::stop_token stop);
    QCoro::Task<Result<Catalog>> read(AskedCatalog asked, std::stop_token stop);
    [[nodiscard]] bool isDue(SteadyTime now) const;

    SourceOptions m_options;
    const Clock &m_clock;
    std::chrono::milliseconds m_again;
    std::optional<AskedCatalog> m_asked;
    std::shared_ptr<const Catalog> m_newest;
    CatalogHistory m_history;            ///< of what is asked now
    std::optional<SteadyTime> m_ended;   ///< of the last look at what is asked now
    std::chrono::milliseconds m_took{0}; ///< by the server
    bool m_isLooking = false;
    TaskScope m_scope; ///< last: its coroutines use all of the above
};

} // namespace lockmaster
