// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sessions/sessionactions.h"

#include "model/hidden.h"
#include "model/postgres/sessionarguments.h"
#include "ui/common/notices/plaintooltip.h"
#include "ui/common/page.h"

#include <QMenu>
#include <QRegularExpression>
#include <QWidget>
#include <algorithm>

namespace lockmaster {
namespace {

ActionRequest requestOf(const SessionContext &context, QLatin1StringView action)
{
    ActionRequest request;
    request.action = action;
    request.target = context.target;
    request.seenAt = context.seenAt;
    return request;
}

} // namespace

ActionRequest cancelRequest(const SessionContext &context)
{
    const bool isAutovacuum = dutyOf(*context.row.session) == SessionDuty::Autovacuum;
    ActionRequest request = requestOf(context, isAutovacuum ? kCancelAutovacuum : kCancelQuery);
    request.arguments = sessionArguments(context.row.session->key, context.row.session->queryStart);
    return request;
}

ActionRequest endRequest(const SessionContext &context)
{
    ActionRequest request = requestOf(context, kEndSession);
    request.arguments = sessionArguments(context.row.session->key, context.row.session->queryStart);
    request.arguments.insert(QStringLiteral("terminate"), true);
    return request;
}

ActionRequest terminateRequest(const SessionContext &context)
{
    const bool isOne = context.several.empty();
    ActionRequest request = requestOf(context, isOne ? kTerminateSession : kTerminateChosen);
    request.arguments = isOne ? sessionArguments(context.row.session->key) : sessionListArguments(context.several);
    return request;
}

QString sharedName(const QString &application)
{
    static const QRegularExpression kNumbered(QStringLiteral("^(.*[^0-9A-Za-z])[0-9]+$"));
    const QRegularExpressionMatch match = kNumbered.match(application);
    return match.hasMatch() ? quotedName(match.captured(1)) + u'#' : quotedName(application);
}

ActionRequest terminateLikeRequest(const SessionContext &context)
{
    constexpr std::chrono::seconds kUsual{300};
    const Session &session = *context.row.session;
    const auto age = std::chrono::floor<std::chrono::seconds>(context.row.ages.state.value_or(kUsual));
    ActionRequest request = requestOf(context, kTerminateByFilter);
    request.arguments = filterArguments({.application = sharedName(session.application),
                                         .user = session.user,
                                         .database = session.database,
                                         .client = {},
                                         .state = session.state,
                                         .olderThan = std::min(age, kUsual)});
    return request;
}

SessionActions::SessionActions(QWidget *page)
    : QObject(page)
    , m_copyValue(add(page, tr("Copy value"), {}, &SessionActions::copyValueRequested))
    , m_copyRows(add(page, tr("Copy rows (literals masked)"), {}, &SessionActions::copyRowsRequested))
    , m_copyQuery(add(page, tr("Copy query"), QStringLiteral("Ctrl+Shift+C"), &SessionActions::copyQueryRequested))
    , m_filter(add(page, tr("Filter by this value"), QStringLiteral("Alt+F"), &SessionActions::filterByValueRequested))
    , m_locks(add(page, tr("Show in Locks"), QStringLiteral("Ctrl+L"), &SessionActions::locksRequested))
    , m_cancel(addAct(page, tr("Cancel query…"), QStringLiteral("Del"), cancelRequest))
    , m_endByAndBy(addAct(page, tr("Cancel, then end…"), QStringLiteral("Alt+Del"), endRequest))
    , m_end(addAct(page, tr("End session…"), QStringLiteral("Shift+Del"), terminateRequest))
    , m_endLike(addAct(page, tr("End sessions like this…"), QStringLiteral("Ctrl+Shift+Del"), terminateLikeRequest))
    , m_export(add(page, tr("Export rows…"), QStringLiteral("Ctrl+E"), &SessionActions::exportRequested))
{
    setContext({});
}

QAction *SessionActions::add(QWidget *page, const QString &text, const QString &shortcut,
                             void (SessionActions::*signal)())
{
    auto *action = new QAction(text, this);
    action->setShortcut(QKeySequence(shortcut, QKeySequence::PortableText));
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    page->addAction(action);
    if (signal)
        connect(action, &QAction::triggered, this, signal);
    return action;
}

QAction *SessionActions::addAct(QWidget *page, const QString &text, const QString &shortcut,
                                ActionRequest (*request)(const SessionContext &))
{
    QAction *action = add(page, text, shortcut, nullptr);
    connect(action, &QAction::triggered, this, [this, request] {
        if (m_context.row.session || !m_context.several.empty())
            Q_EMIT actionRequested(request(m_context));
    });
    return action;
}

void SessionActions::setContext(const SessionContext &context)
{
    m_context = context;
    const bool isSession = context.row.session != nullptr;
    m_copyValue->setEnabled(isSession);
    m_copyRows->setEnabled(isSession);
    m_copyQuery->setEnabled(isSession && !context.row.session->query.isEmpty());
    m_filter->setEnabled(isSession);
    setReason(m_locks, whyNoLocks());
    setReason(m_cancel, whyNoCancel());
    setReason(m_endByAndBy, whyNoEndByAndBy());
    m_end->setText(context.several.empty() ? tr("End session…") : tr("End %1 sessions…").arg(context.several.size()));
    setReason(m_end, whyNoEnd());
    setReason(m_endLike, whyNoLike());
}

void SessionActions::setReason(QAction *action, const QString &reason)
{
    action->setEnabled(reason.isEmpty());
    setWhyNotNow(action, m_context.row.session ? reason : QString());
    const QString key = action->shortcut().toString(QKeySequence::NativeText);
    setPlainToolTip(action, reason.isEmpty() ? action->text() + QStringLiteral("  (") + key + u')' : reason);
}

QString SessionActions::whyNothingAtAll() const
{
    if (m_context.isSaved)
        return tr("This is a saved moment, read from a file: no server is connected.");
    if (!m_context.isLive)
        return tr("This is the past. Go live to act.");
    if (m_context.isReadOnly)
        return tr("This target is read-only: the fleet file allows no action on it.");
    return m_context.row.session || !m_context.several.empty() ? QString() : tr("Select a session.");
}

QString SessionActions::whyNoEnd() const
{
    if (m_context.selected < 2)
        return whyNothing();
    const QString reason = whyNothingAtAll();
    return reason.isEmpty() && m_context.several.empty() ? tr("These are processes of the server itself.") : reason;
}

QString SessionActions::whyNothing() const
{
    if (const QString reason = whyNothingAtAll(); !reason.isEmpty())
        return reason;
    if (m_context.selected > 1)
        return tr("Select one session.");
    if (isBackground(*m_context.row.session))
        return tr("This is a process of the server itself.");
    if (!startOf(*m_context.row.session))
        return tr("This session is hidden from this login: it is not ended unseen.");
    return {};
}

QString SessionActions::whyNoEndByAndBy() const
{
    const QString reason = whyNothing();
    if (reason.isEmpty() && !isRunning(*m_context.row.session))
        return tr("No query is running in this session: end it, if that is wanted.");
    return reason;
}

/// Autovacuum gives way when it is told to; one that prevents wraparound is never told to.
QString SessionActions::whyNoCancel() const
{
    const QString nothing = whyNothingAtAll();
    const bool isOne = nothing.isEmpty() && m_context.selected <= 1 && m_context.row.session;
    if (isOne && dutyOf(*m_context.row.session) == SessionDuty::WraparoundVacuum)
        return tr("This autovacuum prevents wraparound: it is never cancelled from here.");
    if (isOne && dutyOf(*m_context.row.session) == SessionDuty::Autovacuum)
        return {};
    const QString reason = whyNothing();
    if (reason.isEmpty() && !isRunning(*m_context.row.session))
        return tr("No query is running in this session: there is nothing to cancel.");
    return reason;
}

QString SessionActions::whyNoLike() const
{
    const QString reason = whyNothing();
    if (!reason.isEmpty())
        return reason;
    const Session &session = *m_context.row.session;
    if (session.application.isEmpty() && session.user.isEmpty() && session.database.isEmpty())
        return tr("Neither application, user nor database of this session is known.");
    return {};
}

QString SessionActions::whyNoLocks() const
{
    if (!m_context.row.session)
        return tr("Select a session.");
    if (m_context.row.blocks == 0 && !m_context.row.blockedBy)
        return tr("This session neither waits for a lock nor blocks others.");
    return {};
}

QMenu *SessionActions::makeMenu(QWidget *parent) const
{
    auto *menu = new QMenu(parent);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    menu->addActions({m_copyValue, m_copyRows, m_copyQuery, m_filter});
    menu->addSeparator();
    menu->addAction(m_locks);
    menu->addSeparator();
    menu->addActions({m_cancel, m_endByAndBy, m_end, m_endLike});
    menu->addSeparator();
    menu->addAction(m_export);
    return menu;
}

} // namespace lockmaster

#include "moc_sessionactions.cpp"
