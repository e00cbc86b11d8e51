// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/postgres/postgressource.h"

#include <QElapsedTimer>
#include <algorithm>

#include "engine/source/elapsed.h"
#include "probes/postgres/catalog/catalogsizeprobe.h"
#include "probes/postgres/draft/querytext.h"
#include "probes/postgres/namesprobe.h"

namespace lockmaster {
namespace {

constexpr std::chrono::seconds kLookAgain{30};
constexpr std::chrono::minutes kOwnAgain{5};

std::optional<AskedCatalog> askedAmong(const WantedProbes &wanted)
{
    for (const QString &word : wanted) {
        if (const auto asked = askedIn(word))
            return asked;
    }
    return {};
}

} // namespace

PostgresSource::PostgresSource(SourceOptions options, const Clock &clock)
    : m_link(std::make_shared<PgLink>(PgLinkOptions{.target = options.target.name,
                                                    .parameters = options.target.parameters,
                                                    .password = options.password,
                                                    .applicationName = options.clientName,
                                                    .resolver = options.resolver,
                                                    .lastGood = options.lastGood},
                                      clock))
    , m_probes(postgresProbes())
    , m_look(options, clock, kLookAgain)
    , m_ownLook(std::move(options), clock, kOwnAgain)
{
}

PostgresSource::~PostgresSource() = default;

QCoro::Task<Result<void>> PostgresSource::open(QDeadlineTimer deadline, std::stop_token stop)
{
    return m_link->open(deadline, std::move(stop));
}

bool PostgresSource::isWaiting() const
{
    return m_link->isWaiting();
}

QCoro::Task<Result<void>> PostgresSource::goOn(QDeadlineTimer deadline, std::stop_token stop)
{
    return m_link->goOn(deadline, std::move(stop));
}

bool PostgresSource::isDue(const PostgresProbe &probe, SteadyTime now, const WantedProbes &wanted) const
{
    const auto asked = m_asked.find(&probe);
    if (asked == m_asked.end() || probe.isUrgent(m_draft))
        return true;
    const auto since = now - asked->second;
    return since >= probe.cadenceOn(m_draft)
           || (wanted.contains(probe.name()) && since >= probe.cadenceWatched(m_draft));
}

// A probe that ran into its lock timeout: who has the catalog locked?
QCoro::Task<void> PostgresSource::nameCatalogLocks(Sampling *sampling)
{
    std::vector<Error> &errors = sampling->result.probeErrors;
    const auto isLocked = [](const Error &error) { return error.sqlState == u"55P03"; };
    if (std::ranges::none_of(errors, isLocked))
        co_return;
    const auto holders = co_await m_link->query(preparedQuery(QStringLiteral("catalog_locks"), m_draft),
                                                sampling->deadline, sampling->stop);
    if (!holders || holders->count() == 0 || holders->isNull(0, 0)) // let go meanwhile
        co_return;
    for (Error &error : errors) {
        if (isLocked(error))
            error.text += QStringLiteral("; blocked by pid %1").arg(holders->text(0, holders->column("pids")));
    }
}

QCoro::Task<Result<void>> PostgresSource::setUp(QDeadlineTimer deadline, std::stop_token stop)
{
    m_draft.serverVersion = m_link->serverVersion();
    QElapsedTimer timer;
    timer.start();
    const auto done = co_await m_link->query({queryText(QStringLiteral("session_setup"), m_draft.serverVersion),
                                              {PgParam::of(std::int64_t(m_link->backendPid()))},
                                              {}},
                                             deadline, stop);
    if (!done)
        co_return std::unexpected(done.error());
    m_draft.isPooled = done->count() == 0;
    setLatency(elapsed(timer));
    // Sessions and counters carry oids only: names come before them, once a connection. Without them there is still
    // everything else to see, e.g. while somebody has pg_database locked.
    const auto names = co_await m_link->query(preparedQuery(QStringLiteral("names"), m_draft), deadline, stop);
    if (names)
        readNames(*names, m_draft);
    else if (!m_link->isOpen())
        co_return std::unexpected(names.error());
    co_return Result<void>();
}

QCoro::Task<void> PostgresSource::askRound(int round, Sampling *sampling)
{
    Probes asked;
    std::vector<PgQuery> queries;
    for (const auto &probe : m_probes) {
        if (probe->round() != round || !isDue(*probe, sampling->now, sampling->wanted)
            || (probe->isDear() && m_hasAskedDear))
            continue;
        if (auto query = probe->ask(m_draft)) {
            asked.push_back(probe.get());
            queries.push_back(std::move(*query));
            m_hasAskedDear = m_hasAskedDear || probe->isDear();
        } else {
            probe->forget(m_draft);
        }
    }
    if (queries.empty())
        co_return;
    QElapsedTimer timer;
    timer.start();
    const std::vector<Result<PgRows>> answers =
        co_await m_link->batch(std::move(queries), sampling->deadline, sampling->stop);
    const auto roundTrip = elapsed(timer);
    sampling->result.roundTrip += roundTrip;
    if (!m_link->isOpen()) {
        sampling->result.lost = lossAfter(answers.back());
        co_return;
    }
    takeAnswers(asked, answers, roundTrip, *sampling);
}

void PostgresSource::takeAnswers(const Probes &asked, const std::vector<Result<PgRows>> &answers,
                                 std::chrono::microseconds roundTrip, Sampling &sampling)
{
    for (std::size_t i = 0; i < asked.size(); ++i) {
        PostgresProbe &probe = *asked[i];
        m_asked[&probe] = sampling.now;
        const auto taken = answers[i] ? probe.take(*answers[i], m_draft) : std::unexpected(answers[i].error());
        if (taken) {
            sampling.result.costs.push_back(
                {probe.name(), roundTrip / std::ssize(asked), answers[i]->wireBytes(), answers[i]->count()});
            continue;
        }
        sampling.addProbeError(probe.name(), taken.error());
        probe.forget(m_draft);
    }
}

/// A look at another catalog goes on beside the samples; what it has brought is in the next one.
void PostgresSource::followLook(const Sampling &sampling)
{
    m_look.follow(askedAmong(sampling.wanted), sampling.now);
    m_draft.next.askedCatalog = m_look.newest();
    if (m_draft.catalogBytes.value_or(0) < kLargeCatalog)
        return;
    m_ownLook.follow(AskedCatalog{m_draft.next.identity.database, {}}, sampling.now);
    if (m_ownLook.newest())
        m_draft.next.catalog = m_ownLook.newest();
}

QCoro::Task<void> PostgresSource::finish(Sampling *sampling)
{
    co_await nameCatalogLocks(sampling);
    followLook(*sampling);
    PostgresState &next = m_draft.next;
    sampling->result.hidden = m_draft.hidden;
    if (next.sessions.empty())
        co_return;
    next.headroom = headroom(next.sessions, next.settings);
    next.forest = lockForest(next.lockWaits, next.serverNow);
    m_draft.previous = std::make_shared<const PostgresState>(next);
    sampling->result.data.postgres = m_draft.previous;
}

} // namespace lockmaster
