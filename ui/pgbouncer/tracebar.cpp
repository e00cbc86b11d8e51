// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pgbouncer/tracebar.h"

#include "base/format.h"
#include "base/redact.h"
#include "base/text.h"
#include "ui/common/notices/plainlabel.h"

#include <QGridLayout>
#include <QPushButton>

namespace lockmaster {

namespace {

QString since(ServerTime now, std::optional<ServerTime> from)
{
    const auto age = ageAt(now, from);
    return age ? formatWholeSeconds(*age) : unknownValue();
}

QString clientText(const TraceBar::Way &way)
{
    if (!way.client)
        return TraceBar::tr("nobody uses this connection at the moment");
    const PgBouncerSocket &client = *way.client;
    QStringList parts{placeText(client.host, client.port)};
    if (!client.application.isEmpty())
        parts << client.application;
    parts << TraceBar::tr("as %1").arg(client.user) << client.state;
    if (client.wait)
        parts << TraceBar::tr("waits for %1").arg(formatDuration(*client.wait));
    return plainLine(parts.join(QStringLiteral("  ·  ")));
}

QString serverText(const TraceBar::Way &way)
{
    if (!way.server)
        return way.client && way.client->wait ? TraceBar::tr("none yet: it waits for one")
                                              : TraceBar::tr("none at the moment: it is between two transactions");
    const PgBouncerSocket &server = *way.server;
    return plainLine(TraceBar::tr("%1 at %2  ·  backend %3  ·  connected %4")
                         .arg(server.database, placeText(server.host, server.port), QString::number(server.remotePid),
                              since(way.taken, server.connected)));
}

QString backendText(const TraceBar::Way &way)
{
    if (!way.server)
        return unknownValue();
    const BackendTrace &backend = way.backend;
    if (backend.target.isEmpty())
        return TraceBar::tr("the server it goes to is not in this fleet");
    if (!backend.session)
        return plainLine(
            TraceBar::tr("%1 shows no session of pid %2 from this PgBouncer: it ended, or another one was shown")
                .arg(backend.target, QString::number(way.server->remotePid)));
    const Session &session = *backend.session;
    return plainLine(TraceBar::tr("session %1 on %2  ·  %3  ·  %4")
                         .arg(QString::number(session.key.pid), backend.target, sessionStateName(session.state),
                              maskLiterals(session.query.left(400))));
}

} // namespace

TraceBar::TraceBar(QWidget *parent)
    : QFrame(parent)
    , m_client(new ElidedLabel({}, FontRole::Body, Tone::Normal, this))
    , m_server(new ElidedLabel({}, FontRole::Body, Tone::Normal, this))
    , m_backend(new ElidedLabel({}, FontRole::Body, Tone::Normal, this))
    , m_open(new QPushButton(this))
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins({});
    grid->setVerticalSpacing(size::kGap);
    grid->setHorizontalSpacing(size::kGroup);
    const std::array rows{std::pair(tr("Client"), m_client), std::pair(tr("Server connection"), m_server),
                          std::pair(tr("PostgreSQL"), m_backend)};
    for (int row = 0; row < int(rows.size()); ++row) {
        const auto &[title, label] = rows[std::size_t(row)];
        grid->addWidget(new PlainLabel(title, FontRole::Body, Tone::Muted, this), row, 0);
        grid->addWidget(label, row, 1);
        label->setAccessibleName(title);
    }
    grid->addWidget(m_open, 0, 2, 3, 1, Qt::AlignVCenter);
    grid->setColumnStretch(1, 1);
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (!m_trace.target.isEmpty())
            Q_EMIT sessionRequested(m_trace.target, m_trace.session ? m_trace.session->key : SessionKey{});
    });
    showNothing();
}

void TraceBar::showNothing()
{
    m_trace = {};
    m_client->setText(tr("Select a connection to see its way from the client to the PostgreSQL backend."));
    m_server->setText(unknownValue());
    m_backend->setText(unknownValue());
    m_open->hide();
}

void TraceBar::showWay(const Way &way)
{
    m_trace = way.backend;
    m_client->setText(clientText(way));
    m_server->setText(serverText(way));
    m_backend->setText(backendText(way));
    m_open->setVisible(m_trace.session != nullptr);
    if (m_trace.session)
        m_open->setText(tr("Show session %1").arg(m_trace.session->key.pid));
}

} // namespace lockmaster

#include "moc_tracebar.cpp"
