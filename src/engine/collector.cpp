// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/collector.h"

#include "engine/sources.h"

#include <QScopeGuard>
#include <algorithm>

#include "base/log.h"
#include "link/waits.h"

namespace lockmaster {
namespace {

// Only a person can mend it: retryNow().
constexpr std::chrono::hours kUntilSomebodyActs{24 * 365};

// At most, while the login that was sent before is still waited for: it is answered as soon as anybody's is.
constexpr std::chrono::minutes kBetweenLogins{15};

bool isFinal(const LinkState &state)
{
    return state.phase == LinkPhase::Refused || (state.error && state.error->kind == ErrorKind::Config);
}

} // namespace

Collector::Collector(Target target, PasswordProvider password, EngineOptions options, const Clock &clock,
                     Publish publish)
    : m_target(std::move(target))
    , m_passwords(std::move(password))
    , m_options(options)
    , m_clock(clock)
    , m_publish(std::move(publish))
    , m_sampler(m_target.kind)
    , m_pace(options.interval, options.serverShare)
{
}

Collector::~Collector()
{
    stop();
}

void Collector::start()
{
    if (m_scope.running() > 0)
        return;
    m_scope.hold(run(m_scope.token()));
    m_scope.hold(tryNewConnections(m_scope.token()));
}

void Collector::stop()
{
    m_publish = nullptr;
    m_scope.close();
    m_spare.reset(); // connections are closed by the thread that has their sockets, whoever destroys us later
    m_source.reset();
}

void Collector::refreshNow()
{
    m_pace.restart();
    m_pause.wake();
}

void Collector::retryNow()
{
    m_backoff.reset();
    m_retryPause.wake();
}

void Collector::setInterval(std::chrono::milliseconds interval)
{
    m_options.interval = interval;
    m_pace.setWanted(interval);
    m_pause.wake();
}

void Collector::want(WantedProbes probes)
{
    const bool wantsMore = !std::ranges::includes(m_wanted, probes);
    m_wanted = std::move(probes);
    if (wantsMore)
        refreshNow();
}

std::shared_ptr<Source> Collector::newSource(const QString &clientName) const
{
    return makeSource({.target = m_target,
                       .password = m_passwords.provider(),
                       .clientName = clientName,
                       .resolver = m_options.resolver ? m_options.resolver : resolveHost,
                       .lastGood = m_lastGood},
                      m_clock);
}

QCoro::Task<Result<void>> Collector::open(std::shared_ptr<Source> source, std::stop_token stop)
{
    const auto opened = co_await source->open(QDeadlineTimer(m_options.connectTimeout), stop);
    if (!opened && source->state().phase == LinkPhase::Refused)
        m_passwords.forget();
    co_return opened;
}

QCoro::Task<void> Collector::run(std::stop_token stop)
{
    while (!stop.stop_requested()) {
        if (m_spare)
            m_source = std::exchange(m_spare, nullptr);
        else if (const bool isIn = co_await connect(stop); !isIn)
            continue;
        co_await watch(stop);
    }
}

// One try, and the pause after it. True: we are in.
QCoro::Task<bool> Collector::connect(std::stop_token stop)
{
    m_source = newSource(QStringLiteral("lockmaster"));
    Result<void> opened = co_await open(m_source, stop);
    while (!opened && !stop.stop_requested()) {
        opened = co_await sitOut(publishNotIn(opened.error()), stop);
        if (!opened && opened.error().kind == ErrorKind::Cancelled)
            co_return false;
    }
    co_return opened && !stop.stop_requested();
}

std::chrono::milliseconds Collector::publishNotIn(const Error &error)
{
    LinkState state = m_source->state();
    const std::chrono::milliseconds pause = isFinal(state) ? kUntilSomebodyActs : pauseAfter(error);
    if (!isFinal(state))
        state.nextAttempt = m_clock.wallNow() + pause;
    state.phase = isFinal(state) ? LinkPhase::Refused : LinkPhase::Broken;
    publishBlind(state);
    return pause;
}

// A login that still waits is waited for: where a pooler has no server each one that is given up stays among its clients,
// and the next one would come on top. Cancelled: the pause is over.
QCoro::Task<Result<void>> Collector::sitOut(std::chrono::milliseconds pause, std::stop_token stop)
{
    if (!m_source->isWaiting()) {
        co_await m_retryPause.sleep(pause, stop);
        co_return fail(ErrorKind::Cancelled, QStringLiteral("The pause is over"));
    }
    m_waitStop = {};
    const std::stop_callback<std::function<void()>> stopping(stop, [this] { m_waitStop.request_stop(); });
    m_scope.hold(endWaiting(pause, m_waitStop));
    const auto opened = co_await m_source->goOn(QDeadlineTimer(QDeadlineTimer::Forever), m_waitStop.get_token());
    m_waitStop.request_stop();
    if (!opened && m_source->state().phase == LinkPhase::Refused)
        m_passwords.forget();
    co_return opened;
}

QCoro::Task<void> Collector::endWaiting(std::chrono::milliseconds pause, std::stop_source waiting)
{
    co_await m_retryPause.sleep(pause, waiting.get_token());
    waiting.request_stop();
}

// Samples until the connection is lost.
QCoro::Task<void> Collector::watch(std::stop_token stop)
{
    m_pace.restart();
    m_newcomers.reset();
    while (!stop.stop_requested()) {
        const auto wait = m_pace.next(m_clock.steadyNow()) - m_clock.steadyNow();
        if (wait.count() > 0)
            co_await m_pause.sleep(std::chrono::ceil<std::chrono::milliseconds>(wait), stop);
        if (stop.stop_requested())
            co_return;
        if (!m_loan.expired())
            continue; // an action has the connection; the age of the data on screen grows meanwhile
        const auto lost = co_await sampleOnce(stop);
        if (stop.stop_requested())
            co_return;
        if (!lost)
            continue;
        countReconnect();
        if (!m_spare)
            co_await pauseAfterLoss(*lost, stop);
        co_return;
    }
}

// At once after a good life, which has reset the backoff. Somebody who lets us in and drops us before the first sample,
// a proxy without its server for instance, is not asked again as often as the network allows.
QCoro::Task<void> Collector::pauseAfterLoss(Error error, std::stop_token stop)
{
    const auto pause = pauseAfter(error);
    LinkState state = m_source->state();
    state.phase = LinkPhase::Broken;
    state.error = std::move(error);
    state.nextAttempt = m_clock.wallNow() + pause;
    publishBlind(state);
    co_await m_retryPause.sleep(pause, stop);
}

// Empty when the connection can go on.
QCoro::Task<std::optional<Error>> Collector::sampleOnce(std::stop_token stop)
{
    m_sampling = ++m_samples;
    m_sampleStop = {};
    const Stamp taken = m_clock.now();
    const std::stop_callback<std::function<void()>> stopping(stop, [this] { m_sampleStop.request_stop(); });
    m_scope.hold(guardSample(m_sampling, m_sampleStop.get_token()));
    const SampleResult result = co_await m_source->sample(taken.steady, m_wanted, QDeadlineTimer(m_options.dropAfter),
                                                          m_sampleStop.get_token());
    m_sampling = 0;
    m_sampleStop.request_stop();
    if (stop.stop_requested())
        co_return std::optional<Error>();
    if (result.lost)
        co_return result.lost;
    m_pace.spent(std::max(result.roundTrip - m_source->latency(), std::chrono::microseconds::zero()));
    m_backoff.reset();
    publishLive(result, taken);
    co_return std::optional<Error>();
}

// Runs beside a sample: says when it is late, and looks whether the server answers somebody else.
QCoro::Task<void> Collector::guardSample(std::uint64_t sample, std::stop_token stop)
{
    const auto late = m_pace.interval() * 3 / 2;
    const auto stopped = [&] { return stop.stop_requested() || m_sampling != sample; };
    co_await sleepFor(std::min(late, m_options.queryTimeout), stop);
    if (stopped())
        co_return;
    LinkState state = m_source->state();
    state.phase = LinkPhase::Late;
    state.since = m_clock.wallNow();
    state.error = Error{ErrorKind::Timeout, QStringLiteral("The server has not answered yet"), {}, m_target.name, {}};
    publishBlind(state);
    if (m_options.queryTimeout > late)
        co_await sleepFor(m_options.queryTimeout - late, stop);
    if (!stopped())
        co_await tryAnotherConnection(sample, stop);
}

QCoro::Task<void> Collector::tryAnotherConnection(std::uint64_t sample, std::stop_token stop)
{
    auto spare = newSource(QStringLiteral("lockmaster"));
    const auto opened = co_await open(spare, stop);
    if (stop.stop_requested() || m_sampling != sample)
        co_return;
    if (opened) { // only our backend hangs: go on with the new one
        m_spare = std::move(spare);
        m_sampleStop.request_stop();
        co_return;
    }
    LinkState state = m_source->state();
    state.phase = LinkPhase::Late;
    state.error = Error{ErrorKind::Timeout,
                        QStringLiteral("The server accepts TCP but does not answer: no reply within %1 s, and a new "
                                       "connection fails too")
                            .arg(double(m_options.queryTimeout.count()) / 1000),
                        opened.error().text,
                        m_target.name,
                        {}};
    publishBlind(state);
}

// Now and then a new connection is tried beside the kept one: whether others can still get in is not visible from
// inside. One that hangs may leave a waiting backend behind on the server, so the pause doubles with each failure.
QCoro::Task<void> Collector::tryNewConnections(std::stop_token stop)
{
    std::chrono::milliseconds pause = m_options.newConnectionEvery;
    while (!stop.stop_requested()) {
        co_await sleepFor(pause, stop);
        if (stop.stop_requested() || !m_source || !m_source->isOpen() || m_sampling != 0)
            continue;
        auto visitor = newSource(QStringLiteral("lockmaster"));
        const auto opened = co_await open(visitor, stop);
        m_newcomers = opened ? std::nullopt : std::optional(opened.error());
        constexpr std::chrono::minutes kLongest{15};
        pause = opened ? m_options.newConnectionEvery : std::min<std::chrono::milliseconds>(pause * 2, kLongest);
        if (isFinal(visitor->state()))
            pause = kUntilSomebodyActs;
    }
}

std::chrono::milliseconds Collector::pauseAfter(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Starting: return m_backoff.next(std::chrono::seconds(1));
    case ErrorKind::Full: return m_backoff.next(std::chrono::seconds(5));
    case ErrorKind::Timeout: return m_source->isWaiting() ? m_backoff.next(kBetweenLogins) : m_backoff.next();
    default: return m_backoff.next();
    }
}

void Collector::countReconnect()
{
    const auto today = std::chrono::floor<std::chrono::days>(m_clock.wallNow());
    if (today != m_reconnectDay)
        m_reconnects = 0;
    m_reconnectDay = today;
    ++m_reconnects;
}

void Collector::publishLive(const SampleResult &result, Stamp taken)
{
    Snapshot snapshot;
    snapshot.taken = taken;
    if (result.data.hasData()) {
        m_dataTaken = taken;
        m_lastData = result.data;
        snapshot.samples = m_sampler.samples(result.data, taken.steady);
        snapshot.events = m_events.seen(result.data, taken.wall);
    }
    m_lastHidden = result.hidden;
    snapshot.link = m_source->state();
    snapshot.link.newcomers = m_newcomers;
    snapshot.costs = result.costs;
    snapshot.probeErrors = result.probeErrors;
    publish(std::move(snapshot));
}

void Collector::publishBlind(LinkState link)
{
    Snapshot snapshot;
    snapshot.taken = m_clock.now();
    // "Since" is when the trouble began, not the newest attempt that found it again.
    if (m_blindSince == WallTime{})
        m_blindSince = isLive(link) ? snapshot.taken.wall : link.since;
    link.since = m_blindSince;
    const bool isMerelyLate =
        link.phase == LinkPhase::Late && snapshot.taken.wall - m_blindSince < m_options.queryTimeout;
    if (!isMerelyLate)
        snapshot.events = m_events.notSeen(m_blindSince);
    snapshot.link = std::move(link);
    publish(std::move(snapshot));
}

void Collector::publish(Snapshot snapshot)
{
    if (!m_publish)
        return;
    if (isLive(snapshot.link))
        m_blindSince = {};
    snapshot.target = m_target.name;
    snapshot.sequence = ++m_sequence;
    snapshot.dataTaken = m_dataTaken;
    static_cast<ServerData &>(snapshot) = m_lastData;
    snapshot.hidden = m_lastHidden;
    snapshot.link.reconnectsToday = m_reconnects;
    snapshot.interval = m_pace.interval();
    snapshot.wanted = m_pace.wanted();
    snapshot.intervalReason = m_pace.reason();
    m_newest = std::make_shared<const Snapshot>(std::move(snapshot));
    m_publish(m_newest);
}

QCoro::Task<Result<LentLink>> Collector::lend(QString applicationName, std::stop_token stop)
{
    std::shared_ptr<Source> fresh = newSource(applicationName);
    const auto opened = co_await open(fresh, stop);
    if (opened)
        co_return LentLink{fresh->link(), false, nullptr};
    const auto isOpen = [this] { return m_source && m_source->isOpen(); };
    if (opened.error().kind != ErrorKind::Full || !isOpen() || !m_loan.expired())
        co_return std::unexpected(opened.error());
    auto guard = std::make_shared<int>(); // from here on no new sample begins
    m_loan = guard;
    const QDeadlineTimer deadline(m_options.queryTimeout);
    while (m_sampling != 0 && !deadline.hasExpired() && !stop.stop_requested())
        co_await sleepFor(std::chrono::milliseconds(10), stop);
    if (m_sampling != 0 || !isOpen())
        co_return std::unexpected(opened.error());
    co_return LentLink{m_source->link(), true, std::move(guard)};
}

} // namespace lockmaster
