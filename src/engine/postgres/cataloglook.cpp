// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/postgres/cataloglook.h"

#include "probes/postgres/catalog/catalogrows.h"
#include "probes/postgres/draft/querytext.h"

#include <algorithm>

namespace lockmaster {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::seconds kLookAtMost{15}; // connection, four statements
constexpr int kRest = 500;                      // so many times what it took passes until it is asked again

PgParameters inDatabase(PgParameters parameters, const QString &database)
{
    std::erase_if(parameters, [](const auto &one) { return one.first == u"dbname"; });
    parameters.push_back({QStringLiteral("dbname"), database});
    return parameters;
}

PgQuery queryOf(const char *name, const PgLink &link, std::vector<PgParam> params)
{
    return {queryText(QString::fromLatin1(name), link.serverVersion()), std::move(params), {}};
}

} // namespace

CatalogLook::CatalogLook(SourceOptions options, const Clock &clock, std::chrono::milliseconds again)
    : m_options(std::move(options)), m_clock(clock), m_again(again)
{
}

bool CatalogLook::isDue(SteadyTime now) const
{
    return !m_ended || now - *m_ended >= std::max(m_again, m_took * kRest);
}

void CatalogLook::follow(std::optional<AskedCatalog> asked, SteadyTime now)
{
    if (asked != m_asked) {
        m_asked = std::move(asked);
        m_newest.reset();
        m_history = {};
        m_ended.reset();
    }
    if (!m_asked || m_isLooking || !isDue(now))
        return;
    m_isLooking = true;
    m_scope.hold(look(*m_asked, m_scope.token()));
}

QCoro::Task<void> CatalogLook::look(AskedCatalog asked, std::stop_token stop)
{
    Result<Catalog> answer = co_await read(asked, stop);
    m_isLooking = false;
    if (stop.stop_requested() || asked != m_asked)
        co_return; // something else is asked meanwhile
    Catalog next = answer ? std::move(*answer) : Catalog{.database = asked.database, .filter = asked.filter};
    if (!answer)
        next.trouble = answer.error().detail.isEmpty() ? answer.error().text : answer.error().detail;
    else
        m_history.grow(next);
    if (m_newest)
        addRates(*m_newest, next);
    m_newest = std::make_shared<const Catalog>(std::move(next));
    m_ended = m_clock.steadyNow();
}

QCoro::Task<Result<Catalog>> CatalogLook::read(AskedCatalog asked, std::stop_token stop)
{
    const QDeadlineTimer deadline(kLookAtMost);
    PgLink link({.target = m_options.target.name,
                 .parameters = inDatabase(m_options.target.parameters, asked.database),
                 .password = m_options.password,
                 .applicationName = m_options.clientName,
                 .resolver = m_options.resolver,
                 .lastGood = m_options.lastGood},
                m_clock);
    if (const auto opened = co_await link.open(deadline, stop); !opened)
        co_return std::unexpected(opened.error());
    const auto ready = co_await link.query(
        queryOf("session_setup", link, {PgParam::of(std::int64_t(link.backendPid()))}), deadline, stop);
    if (!ready)
        co_return std::unexpected(ready.error());
    const auto tables = co_await link.query(queryOf("tables", link, tableParams(asked.filter)), deadline, stop);
    if (!tables)
        co_return std::unexpected(tables.error());
    Catalog catalog{.database = asked.database, .filter = asked.filter};
    takeTables(*tables, catalog);
    const auto indexes = co_await link.query(queryOf("indexes", link, indexParams(catalog)), deadline, stop);
    if (!indexes)
        co_return std::unexpected(indexes.error());
    takeIndexes(*indexes, catalog);
    const auto sequences = co_await link.query(queryOf("sequences", link, sequenceParams()), deadline, stop);
    if (!sequences)
        co_return std::unexpected(sequences.error());
    takeSequences(*sequences, catalog);
    m_took = tookOf(*tables) + tookOf(*indexes) + tookOf(*sequences);
    co_return catalog;
}

} // namespace lockmaster
