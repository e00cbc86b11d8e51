// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A page of one target: Overview, Sessions, Locks, …. The shell shows its title, feeds it snapshots and carries out what
// it asks for. A page never talks to a server.
#pragma once

#include <QWidget>

#include "model/action.h"
#include "model/snapshot.h"

class QAction;

namespace lockmaster {

class MomentBus;

/// Why an action of a page cannot be done now, as a sentence for the palette; empty while it can, or while nothing is
/// selected that it could be done to.
void setWhyNotNow(QAction *action, const QString &reason);
QString whyNotNow(const QAction &action);

class Page : public QWidget
{
    Q_OBJECT
public:
    /// `id` is stable ("overview", "sessions", "locks"): command line, layout file, palette.
    Page(QString id, MomentBus &bus, QWidget *parent = nullptr);

    [[nodiscard]] const QString &id() const { return m_id; }
    [[nodiscard]] virtual QString title() const = 0; ///< translated
    [[nodiscard]] const QString &target() const { return m_target; }

    /// Shows another target from now on; what was selected in the old one is forgotten.
    void setTarget(const QString &target);

    /// For the tab: a number that matters (blocked sessions, …) as text, empty when all is quiet.
    [[nodiscard]] virtual QString badge(const Snapshot &snapshot) const;

    /// Names of the probes that are to be asked with every sample while this page is in front: those that are dear, and
    /// otherwise asked now and then.
    [[nodiscard]] virtual QStringList probes() const { return {}; }

    /// A page with sessions to select leaves room for the inspector beside it.
    [[nodiscard]] virtual bool wantsInspector() const { return false; }

    /// Of such a page: why there is no session to select, as a sentence; empty when there is one.
    [[nodiscard]] virtual QString whyNothingToSelect(const Snapshot &) const { return {}; }

    /// Has the keys when the page comes to the front: its first table or tree; null while none is to be seen.
    [[nodiscard]] virtual QWidget *mainWidget() const;

    /// Puts the keys into the filter of the table that has them, else of the first; false when there is none.
    virtual bool focusFilter();

    [[nodiscard]] MomentBus &bus() const { return m_bus; }

    /// How far back charts go.
    virtual void setReach(std::chrono::seconds) {}

Q_SIGNALS:
    void actionRequested(const lockmaster::ActionRequest &request);
    /// The inspector is to show this session of the page's target; key.pid 0 means nothing is selected.
    void sessionSelected(const lockmaster::SessionKey &key);
    /// What is selected was activated: where there is no room for the inspector beside the page, it opens, or closes again.
    void inspectorRequested();
    /// Another page of the same target is to be shown, with this session selected there.
    void pageRequested(const QString &pageId, const lockmaster::SessionKey &key);
    /// probes() are others than before.
    void probesChanged();
    /// A page of another target is to be shown, with this item selected there (see selectItem()).
    void elsewhereRequested(const QString &target, const QString &pageId, const QString &item);

public Q_SLOTS:
    /// Selects a session when this page can; asked for by another page or the palette.
    virtual void selectSession(const lockmaster::SessionKey &key);
    /// Selects what another target's page speaks of, now or with the next snapshot. The words are the page's own: of a
    /// session those of itemOf(), of a connection of PgBouncer its address.
    virtual void selectItem(const QString &item);

protected:
    /// The snapshot to show, at most once a frame and only while the page is visible. Never null. Its data is
    /// null until first data: then the page says what the console is doing, or what broke (snapshot.link).
    virtual void showSnapshot(const Snapshot &snapshot) = 0;
    virtual void targetChanged() {}
    void showEvent(QShowEvent *event) override;

private:
    void refresh();
    QString m_id;
    MomentBus &m_bus;
    QString m_target;
    bool m_pending = false;
};

} // namespace lockmaster
