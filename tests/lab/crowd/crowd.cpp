// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/crowd/crowd.h"

#include "lab/process/processes.h"

#include <algorithm>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace lockmaster {

namespace {

using Sessions = std::vector<std::unique_ptr<CrowdSession>>;
using Phase = CrowdSession::Phase;

constexpr std::ptrdiff_t kConnectingAtOnce = 32;

void connectSome(const Sessions &sessions)
{
    std::ptrdiff_t room = kConnectingAtOnce - std::ranges::count(sessions, Phase::Connecting, &CrowdSession::phase);
    for (const auto &session : sessions) {
        if (room > 0 && session->phase() == Phase::Waiting) {
            session->connect();
            --room;
        }
    }
}

std::vector<pollfd> pollListOf(const Sessions &sessions, int wake)
{
    std::vector<pollfd> list{{wake, POLLIN, 0}};
    for (const auto &session : sessions) {
        list.push_back({session->events() == 0 ? -1 : session->socket(), session->events(), 0});
    }
    return list;
}

int patienceFor(const Sessions &sessions)
{
    CrowdSession::Time next = CrowdSession::Time::max();
    for (const auto &session : sessions) {
        next = std::min(next, session->dueAt());
    }
    if (next == CrowdSession::Time::max()) {
        return -1;
    }
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(next - std::chrono::steady_clock::now());
    return static_cast<int>(std::max<std::int64_t>(0, left.count()));
}

void serve(const Sessions &sessions, const std::vector<pollfd> &list)
{
    const auto now = std::chrono::steady_clock::now();
    for (std::size_t i = 0; i < sessions.size(); ++i) {
        if (list[i + 1].revents != 0) {
            sessions[i]->onSocket();
        }
        sessions[i]->onTime(now);
    }
}

} // namespace

Crowd::Crowd(Conninfo conninfo)
    : m_conninfo(std::move(conninfo))
    , m_wake(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    , m_thread([this](const std::stop_token &stop) { run(stop); })
{
}

Crowd::~Crowd()
{
    m_thread.request_stop();
    wake();
    m_thread.join();
    close(m_wake);
}

std::size_t Crowd::join(const std::vector<CrowdMember> &members)
{
    std::size_t first = 0;
    {
        const std::lock_guard guard(m_mutex);
        first = m_whereabouts.size();
        m_whereabouts.resize(first + members.size());
        for (const CrowdMember &member : members) {
            m_joining.push_back(
                std::make_unique<CrowdSession>(member, m_conninfo(member.user, member.applicationName).toUtf8()));
        }
    }
    wake();
    return first;
}

std::vector<Whereabouts> Crowd::whereabouts() const
{
    const std::lock_guard guard(m_mutex);
    return m_whereabouts;
}

bool Crowd::waitUntilSettled(std::chrono::milliseconds patience) const
{
    return waitUntil([this] { return std::ranges::all_of(whereabouts(), &Whereabouts::isSettled); }, patience);
}

std::vector<int> Crowd::backendPids() const
{
    std::vector<int> pids;
    for (const Whereabouts &one : whereabouts()) {
        if (one.backendPid != 0) {
            pids.push_back(one.backendPid);
        }
    }
    return pids;
}

std::size_t Crowd::answers() const
{
    std::size_t sum = 0;
    for (const Whereabouts &one : whereabouts()) {
        sum += one.answers;
    }
    return sum;
}

void Crowd::wake() const
{
    eventfd_write(m_wake, 1);
}

void Crowd::run(const std::stop_token &stop)
{
    Sessions sessions;
    while (!stop.stop_requested()) {
        admit(sessions);
        connectSome(sessions);
        std::vector<pollfd> list = pollListOf(sessions, m_wake);
        poll(list.data(), list.size(), patienceFor(sessions));
        eventfd_t ignored = 0;
        eventfd_read(m_wake, &ignored);
        serve(sessions, list);
        publish(sessions);
    }
}

void Crowd::admit(Sessions &sessions)
{
    const std::lock_guard guard(m_mutex);
    std::ranges::move(m_joining, std::back_inserter(sessions));
    m_joining.clear();
}

void Crowd::publish(const Sessions &sessions)
{
    const std::lock_guard guard(m_mutex);
    for (std::size_t i = 0; i < sessions.size(); ++i) {
        const CrowdSession &one = *sessions[i];
        m_whereabouts[i] = {one.backendPid(), one.phase(), one.isSettled(), one.sqlState(), one.answers()};
    }
}

} // namespace lockmaster
