// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/crowd/crowdsession.h"

#include <libpq-fe.h>
#include <poll.h>

namespace lockmaster {

namespace {

constexpr std::chrono::milliseconds kBeforeReconnect{500};

} // namespace

void CrowdSession::Closer::operator()(pg_conn *connection) const
{
    PQfinish(connection);
}

CrowdSession::CrowdSession(const CrowdMember &member, QByteArray conninfo)
    : m_pause(member.pause), m_repeats(member.repeats), m_conninfo(std::move(conninfo))
{
    for (const QString &statement : member.statements) {
        m_statements.push_back(statement.toUtf8());
    }
}

CrowdSession::~CrowdSession() = default;

void CrowdSession::connect()
{
    m_connection.reset(PQconnectStart(m_conninfo.constData()));
    m_phase = Phase::Connecting;
    m_connectEvents = POLLOUT;
    if (PQstatus(m_connection.get()) == CONNECTION_BAD) {
        lose();
    }
}

void CrowdSession::continueConnecting()
{
    switch (PQconnectPoll(m_connection.get())) {
    case PGRES_POLLING_READING: m_connectEvents = POLLIN; break;
    case PGRES_POLLING_WRITING: m_connectEvents = POLLOUT; break;
    case PGRES_POLLING_OK:
        PQsetnonblocking(m_connection.get(), 1);
        PQsetNoticeProcessor(m_connection.get(), [](void *, const char *) {}, nullptr);
        m_backendPid = PQbackendPID(m_connection.get());
        send();
        break;
    default:
        // libpq keeps no SQLSTATE of a refused connection; the lab speaks English with its servers.
        m_sqlState =
            QByteArrayView(PQerrorMessage(m_connection.get())).contains("too many clients")
                    || QByteArrayView(PQerrorMessage(m_connection.get())).contains("remaining connection slots")
                ? "53300"
                : "08001";
        lose();
    }
}

void CrowdSession::send()
{
    if (m_statements.empty()) {
        m_phase = Phase::Done;
        m_settled = true;
        return;
    }
    if (PQsendQuery(m_connection.get(), m_statements[m_next].constData()) == 0) {
        lose();
        return;
    }
    m_phase = Phase::Busy;
    m_unsent = PQflush(m_connection.get()) == 1;
    m_settled = m_settled || m_next + 1 == m_statements.size();
}

void CrowdSession::onSocket()
{
    if (m_phase == Phase::Connecting) {
        continueConnecting();
        return;
    }
    if (m_unsent) {
        m_unsent = PQflush(m_connection.get()) == 1;
    }
    if (PQconsumeInput(m_connection.get()) == 0) {
        lose();
    } else if (m_phase == Phase::Busy) {
        readAnswers();
    }
}

void CrowdSession::readAnswers()
{
    while (PQisBusy(m_connection.get()) == 0) {
        PGresult *answer = PQgetResult(m_connection.get());
        if (answer == nullptr) {
            ++m_answers;
            pauseOrFinish();
            return;
        }
        if (const char *state = PQresultErrorField(answer, PG_DIAG_SQLSTATE)) {
            m_sqlState = state;
        }
        PQclear(answer);
    }
}

void CrowdSession::pauseOrFinish()
{
    if (++m_next < m_statements.size() || m_repeats) {
        m_next %= m_statements.size();
        m_phase = Phase::Pausing;
        m_due = std::chrono::steady_clock::now() + m_pause;
    } else {
        m_phase = Phase::Done;
    }
}

void CrowdSession::onTime(Time now)
{
    if (now < m_due) {
        return;
    }
    m_due = Time::max();
    if (m_phase == Phase::Pausing) {
        send();
    } else if (m_phase == Phase::Lost) {
        m_phase = Phase::Waiting;
    }
}

void CrowdSession::lose()
{
    m_connection.reset();
    m_phase = Phase::Lost;
    m_settled = true;
    m_next = 0;
    m_unsent = false;
    if (m_repeats) {
        m_due = std::chrono::steady_clock::now() + kBeforeReconnect;
    }
}

int CrowdSession::socket() const
{
    return m_connection ? PQsocket(m_connection.get()) : -1;
}

short CrowdSession::events() const
{
    switch (m_phase) {
    case Phase::Connecting: return m_connectEvents;
    case Phase::Busy:
    case Phase::Pausing:
    case Phase::Done: return static_cast<short>(m_unsent ? POLLIN | POLLOUT : POLLIN);
    case Phase::Waiting:
    case Phase::Lost: return 0;
    }
    return 0;
}

CrowdSession::Time CrowdSession::dueAt() const
{
    return m_due;
}

} // namespace lockmaster
