// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/postgres/pgwire.h"

#include <algorithm>
#include <libpq-fe.h>
#include <utility>

#include "base/redact.h"
#include "base/text.h"
#include "link/postgres/pgbouncererror.h"
#include "link/postgres/pgerror.h"
#include "link/socketbytes.h"

namespace lockmaster {
namespace {

// Of one call: the largest answer expected is that of some thousand sessions, two megabytes.
constexpr std::uint64_t kMostBytes = std::uint64_t(64) << 20;

bool isCopy(ExecStatusType status)
{
    return status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH;
}

Error unwantedCopy()
{
    return {ErrorKind::Protocol, QStringLiteral("The server began a COPY where rows were expected"), {}, {}, {}};
}

bool isComplete(ExecStatusType status)
{
    return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK || status == PGRES_EMPTY_QUERY;
}

} // namespace

void PgWire::Closer::operator()(pg_conn *connection) const
{
    PQfinish(connection);
}

void PgWire::take(pg_conn *connection)
{
    close();
    m_connection.reset(connection);
    PQsetNoticeReceiver( // nothing to do without a connection
        connection, [](void *self, const pg_result *notice) { static_cast<PgWire *>(self)->takeNotice(notice); }, this);
}

void PgWire::setTimeoutText(const QString &silence)
{
    m_silence = silence;
    PQsetErrorVerbosity(raw(), PQERRORS_DEFAULT);
    PQsetnonblocking(raw(), 1);
}

void PgWire::enterPipeline()
{
    PQenterPipelineMode(raw());
}

void PgWire::close()
{
    m_connection.reset();
    m_prepared.clear();
    m_lastWords.reset();
    m_endedBy.reset();
}

bool PgWire::isOpen() const
{
    return m_connection && !m_endedBy && PQstatus(raw()) == CONNECTION_OK;
}

// Every failure that costs the connection ends here.
Error PgWire::spoiled(Error error)
{
    m_endedBy = error;
    return error;
}

QCoro::Task<Result<PgRows>> PgWire::simpleQuery(QByteArray command, QDeadlineTimer deadline, std::stop_token stop)
{
    beginCall();
    if (!PQsendQuery(raw(), command.constData()))
        co_return std::unexpected(spoiled(lostNow()));
    Result<PgRows> answer = fail(ErrorKind::Protocol, QStringLiteral("The server sent no answer"));
    for (;;) {
        if (const auto ready = co_await untilAnswer(deadline, stop); !ready)
            co_return std::unexpected(spoiled(ready.error()));
        pg_result *result = PQgetResult(raw());
        if (!result)
            break;
        const ExecStatusType status = PQresultStatus(result);
        if (isComplete(status)) {
            answer = PgRows(result, std::exchange(m_notices, {}));
        } else if (isCopy(status)) {
            PQclear(result);
            co_return std::unexpected(spoiled(unwantedCopy()));
        } else {
            answer = std::unexpected((m_isConsole ? pgBouncerError : errorOnTheWay)(queryError(result)));
            PQclear(result);
        }
    }
    if (PQstatus(raw()) == CONNECTION_BAD)
        co_return std::unexpected(spoiled(answer ? lostNow() : answer.error()));
    co_return std::move(answer);
}

bool PgWire::needsPreparing(const PgQuery &query) const
{
    return !query.name.isEmpty() && !m_prepared.contains(query.name);
}

Result<void> PgWire::send(const PgQuery &query)
{
    std::vector<const char *> values;
    for (const PgParam &param : query.params)
        values.push_back(param.isNull ? nullptr : param.text.constData());
    const int count = static_cast<int>(values.size());
    constexpr int kBinaryResults = 1;
    bool sent = true;
    if (query.name.isEmpty()) {
        sent = PQsendQueryParams(raw(), query.sql.constData(), count, nullptr, values.data(), nullptr, nullptr,
                                 kBinaryResults);
    } else {
        if (needsPreparing(query))
            sent = PQsendPrepare(raw(), query.name.constData(), query.sql.constData(), 0, nullptr);
        sent = sent
               && PQsendQueryPrepared(raw(), query.name.constData(), count, values.data(), nullptr, nullptr,
                                      kBinaryResults);
    }
    if (!sent || !PQpipelineSync(raw()))
        return std::unexpected(lostNow());
    return {};
}

// What the server said last may have come and not been told yet: libpq stops where the connection fails.
void PgWire::readLastWords()
{
    constexpr int kMostResults = 1000; // of one pipeline
    PQconsumeInput(raw());
    for (int read = 0; read < kMostResults && !m_lastWords && !PQisBusy(raw()); ++read) {
        pg_result *result = PQgetResult(raw());
        if (result
            && QLatin1StringView(PQresultErrorField(result, PG_DIAG_SQLSTATE)).startsWith(QLatin1StringView("57P")))
            m_lastWords = queryError(result);
        PQclear(result);
    }
}

// Why the connection is gone: the server's last words, when it had any, say more than the socket's.
Error PgWire::lostNow()
{
    const Error socketsWords = lostError(raw());
    readLastWords();
    return m_lastWords ? *std::exchange(m_lastWords, {}) : errorOnTheWay(socketsWords);
}

// Until PQgetResult will not block; sends what is still unsent meanwhile.
QCoro::Task<Result<void>> PgWire::untilAnswer(QDeadlineTimer deadline, std::stop_token stop)
{
    for (;;) {
        const int unsent = PQflush(raw());
        if (unsent < 0)
            co_return std::unexpected(lostNow());
        if (!PQisBusy(raw()))
            co_return Result<void>();
        const auto event = unsent ? SocketEvent::ReadOrWrite : SocketEvent::Read;
        const WaitEnd end = co_await socketReady(PQsocket(raw()), event, deadline, stop);
        if (end != WaitEnd::Ready)
            co_return std::unexpected(waitError(end, m_silence));
        if (isOverBudget())
            co_return fail(
                ErrorKind::Protocol,
                QStringLiteral("The server sent more than %1 MiB where rows were expected").arg(kMostBytes >> 20));
        if (!PQconsumeInput(raw()))
            co_return std::unexpected(lostNow());
    }
}

void PgWire::beginCall()
{
    m_notices.clear();
    m_receivedBefore = bytesReceived(PQsocket(raw())).value_or(0);
}

// A row may be announced as a gigabyte, and libpq would make room for it.
bool PgWire::isOverBudget() const
{
    const auto received = bytesReceived(PQsocket(raw()));
    return received && *received > m_receivedBefore + kMostBytes;
}

// Reads one query's part of the pipeline up to and with its sync mark. The error of an `expected` that is lost is
// told apart from a refused statement by isOpen().
QCoro::Task<Result<PgRows>> PgWire::receiveOne(PgQuery query, bool preparing, QDeadlineTimer deadline,
                                               std::stop_token stop)
{
    std::optional<Result<PgRows>> answer;
    bool prepared = !preparing;
    int ends = 0; // in a row: libpq tells the end of one statement's results once
    for (;;) {
        if (const auto ready = co_await untilAnswer(deadline, stop); !ready)
            co_return std::unexpected(spoiled(answer && !*answer ? answer->error() : ready.error()));
        pg_result *result = PQgetResult(raw());
        if (!result && PQstatus(raw()) == CONNECTION_BAD)
            co_return std::unexpected(spoiled(answer && !*answer ? answer->error() : lostNow()));
        constexpr int kMostEnds = 2;
        if (!result && ++ends > kMostEnds) // it would never suspend again
            co_return std::unexpected(
                spoiled({ErrorKind::Protocol, QStringLiteral("The server sent no answer"), {}, {}, {}}));
        if (!result)
            continue;
        ends = 0;
        const ExecStatusType status = PQresultStatus(result);
        if (isCopy(status)) { // libpq would say so again and again
            PQclear(result);
            co_return std::unexpected(spoiled(unwantedCopy()));
        }
        if (status == PGRES_PIPELINE_SYNC) {
            PQclear(result);
            break;
        }
        if (isComplete(status) && !prepared) {
            prepared = true;
            m_prepared.insert(query.name);
            PQclear(result);
        } else if (isComplete(status)) {
            answer = PgRows(result, std::exchange(m_notices, {}));
        } else {
            if (!answer && status != PGRES_PIPELINE_ABORTED)
                answer = std::unexpected(errorOnTheWay(queryError(result)));
            PQclear(result);
        }
    }
    co_return answer.value_or(fail(ErrorKind::Protocol, QStringLiteral("The server sent no answer")));
}

QCoro::Task<std::vector<Result<PgRows>>> PgWire::exchange(std::vector<PgQuery> queries, QDeadlineTimer deadline,
                                                          std::stop_token stop)
{
    std::vector<bool> preparing;
    beginCall();
    for (const PgQuery &query : queries) {
        preparing.push_back(needsPreparing(query));
        if (const auto sent = send(query); !sent) {
            spoiled(sent.error());
            break;
        }
    }
    std::vector<Result<PgRows>> answers;
    for (std::size_t i = 0; i < queries.size(); ++i) {
        if (!m_endedBy)
            answers.push_back(co_await receiveOne(queries[i], preparing[i], deadline, stop));
        else
            answers.push_back(std::unexpected(*m_endedBy));
        if (!m_endedBy && !isOpen())
            spoiled(answers.back() ? lostNow() : answers.back().error());
    }
    co_return answers;
}

void PgWire::takeNotice(const pg_result *notice)
{
    // Servers speak other languages (lc_messages): the word that is always English, from 9.6 on.
    const char *inEnglish = PQresultErrorField(notice, PG_DIAG_SEVERITY_NONLOCALIZED);
    const char *severity = inEnglish ? inEnglish : PQresultErrorField(notice, PG_DIAG_SEVERITY);
    const char *text = PQresultErrorField(notice, PG_DIAG_MESSAGE_PRIMARY);
    const QString sqlState = QString::fromLatin1(PQresultErrorField(notice, PG_DIAG_SQLSTATE));
    if (sqlState.startsWith(u"57P"))
        m_lastWords = queryError(notice);
    if (severity && text && hasRoomFor(severity))
        m_notices << redact(plainLine(decodeUtf8(severity).text + QStringLiteral(": ") + decodeUtf8(text).text));
}

// A flood of notices is no news, but no warning is lost in it: it takes the place of the last that is none.
bool PgWire::hasRoomFor(const char *severity)
{
    constexpr qsizetype kMostNotices = 50;
    if (m_notices.size() < kMostNotices)
        return true;
    const auto isNoWarning = [](const QString &line) { return !line.startsWith(u"WARNING: "); };
    const auto last = std::find_if(m_notices.rbegin(), m_notices.rend(), isNoWarning);
    if (qstrcmp(severity, "WARNING") != 0 || last == m_notices.rend())
        return false;
    m_notices.erase(std::next(last).base());
    return true;
}

} // namespace lockmaster
