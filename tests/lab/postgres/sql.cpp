// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/postgres/sql.h"

#include <libpq-fe.h>
#include <memory>

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

using Connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;
using Answer = std::unique_ptr<PGresult, decltype(&PQclear)>;

SqlTable tableOf(const PGresult *answer)
{
    SqlTable table(static_cast<std::size_t>(PQntuples(answer)));
    for (int row = 0; row < PQntuples(answer); ++row) {
        for (int column = 0; column < PQnfields(answer); ++column) {
            table[static_cast<std::size_t>(row)] += QString::fromUtf8(PQgetvalue(answer, row, column));
        }
    }
    return table;
}

SqlRecords recordsOf(const PGresult *answer)
{
    SqlRecords records(static_cast<std::size_t>(PQntuples(answer)));
    for (int row = 0; row < PQntuples(answer); ++row) {
        for (int column = 0; column < PQnfields(answer); ++column) {
            records[static_cast<std::size_t>(row)][QString::fromUtf8(PQfname(answer, column))] =
                QString::fromUtf8(PQgetvalue(answer, row, column));
        }
    }
    return records;
}

Result<Answer> run(const QString &conninfo, const QString &sql)
{
    const Connection connection(PQconnectdb(conninfo.toUtf8().constData()), &PQfinish);
    if (PQstatus(connection.get()) != CONNECTION_OK) {
        return fail(ErrorKind::Network, u"the lab could not connect"_s,
                    QString::fromUtf8(PQerrorMessage(connection.get())).trimmed());
    }
    PQsetNoticeProcessor(connection.get(), [](void *, const char *) {}, nullptr);
    Answer answer(PQexec(connection.get(), sql.toUtf8().constData()), &PQclear);
    const ExecStatusType status = PQresultStatus(answer.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK && status != PGRES_EMPTY_QUERY) {
        return fail(ErrorKind::Query, u"the lab's statement failed: %1"_s.arg(sql.left(200)),
                    QString::fromUtf8(PQerrorMessage(connection.get())).trimmed(),
                    QString::fromLatin1(PQresultErrorField(answer.get(), PG_DIAG_SQLSTATE)));
    }
    return answer;
}

} // namespace

Result<SqlTable> runSql(const QString &conninfo, const QString &sql)
{
    return run(conninfo, sql).transform([](const Answer &answer) { return tableOf(answer.get()); });
}

Result<SqlRecords> runSqlNamed(const QString &conninfo, const QString &sql)
{
    return run(conninfo, sql).transform([](const Answer &answer) { return recordsOf(answer.get()); });
}

QString quoted(const QString &text)
{
    return u'\'' + QString(text).replace(u'\'', u"''"_s) + u'\'';
}

QString conninfoValue(const QString &text)
{
    return u'\'' + QString(text).replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s) + u'\'';
}

QString joined(const std::vector<int> &numbers)
{
    QStringList texts;
    for (const int number : numbers) {
        texts += QString::number(number);
    }
    return texts.join(u',');
}

} // namespace lockmaster
