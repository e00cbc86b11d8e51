// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/postgres/pgconnect.h"

#include <algorithm>
#include <array>
#include <libpq-fe.h>
#include <utility>
#include <vector>

namespace lockmaster {
namespace {

// Everything of the parameter set but where to connect to: that is decided here, one address at a time, since libpq
// would resolve names and try hosts by itself, and block while it does.
constexpr std::array kOwnKeywords{u"host", u"hostaddr", u"port", u"password", u"passfile", u"connect_timeout"};

// A silent peer is noticed within about 4 s: keepalives while waiting, TCP_USER_TIMEOUT while sending. GSSAPI
// would block on the network, as encryption and as authentication. Each can be overridden by the target.
constexpr std::array<std::pair<const char *, const char *>, 8> kDefaults{{
    {"client_encoding", "UTF8"},
    {"gssencmode", "disable"},
    {"require_auth", "!gss,!sspi"},
    {"keepalives", "1"},
    {"keepalives_idle", "1"},
    {"keepalives_interval", "1"},
    {"keepalives_count", "3"},
    {"tcp_user_timeout", "3000"},
}};

class ConnectionParameters
{
public:
    void set(QByteArray keyword, QByteArray value)
    {
        m_keywords.push_back(std::move(keyword));
        m_values.push_back(std::move(value));
    }
    pg_conn *start() const
    {
        std::vector<const char *> keywords;
        std::vector<const char *> values;
        for (std::size_t i = 0; i < m_keywords.size(); ++i) {
            keywords.push_back(m_keywords[i].constData());
            values.push_back(m_values[i].constData());
        }
        keywords.push_back(nullptr);
        values.push_back(nullptr);
        return PQconnectStartParams(keywords.data(), values.data(), 0);
    }

private:
    std::vector<QByteArray> m_keywords;
    std::vector<QByteArray> m_values;
};

} // namespace

pg_conn *startConnecting(const PgParameters &parameters, const PgAddress &address, const QString &password,
                         const QString &applicationName)
{
    ConnectionParameters all;
    for (const auto &[keyword, value] : kDefaults)
        all.set(keyword, value);
    for (const auto &[keyword, value] : parameters) {
        if (std::ranges::none_of(kOwnKeywords, [&](const auto *own) { return keyword == QStringView(own); }))
            all.set(keyword.toUtf8(), value.toUtf8());
    }
    all.set("application_name", applicationName.toUtf8());
    all.set("host", address.host.toUtf8());
    if (!address.address.isNull())
        all.set("hostaddr", address.address.toString().toUtf8());
    all.set("port", address.port.toUtf8());
    if (!password.isEmpty())
        all.set("password", password.toUtf8());
    all.set("passfile", "/dev/null/none"); // no such file: it was read already (passfile.h), and libpq is silent
    return all.start();
}

} // namespace lockmaster
