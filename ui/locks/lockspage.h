// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Who blocks whom: the forest, what ending the selected one would bring, and the buttons for it. GUI thread.
#pragma once

#include <QStackedWidget>

#include "ui/common/page.h"
#include "ui/locks/lockactions.h"

class QAction;
class QPushButton;

namespace lockmaster {

class LocksTree;
class PlainLabel;
class PreparedList;

class LocksPage : public Page
{
    Q_OBJECT
public:
    explicit LocksPage(MomentBus &bus, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] bool wantsInspector() const override { return true; }
    [[nodiscard]] QString whyNothingToSelect(const Snapshot &snapshot) const override;
    [[nodiscard]] QString badge(const Snapshot &snapshot) const override;
    /// Asked for from outside as well (palette, finding line): does nothing but say why when it is not offered.
    void endSelected();
    void endAll(); ///< that have to end for everybody behind the selected root to go on at once
    void cancelSelected();
    void copySelected();
    void exportForest(); ///< asks for a file; CSV or JSON by its suffix

public Q_SLOTS:
    void selectSession(const lockmaster::SessionKey &key) override;
    void selectItem(const QString &item) override; ///< of itemOf()

protected:
    void showSnapshot(const Snapshot &snapshot) override;
    void targetChanged() override;

private:
    QWidget *makeBar();
    QWidget *makeForest();
    QAction *addKey(const QString &text, const QKeySequence &keys, void (LocksPage::*slot)());
    void selectionChanged();
    void showOffers();
    static void showOffer(const OfferedAction &offer, QPushButton *button, QAction *action);
    void offerNothing();
    [[nodiscard]] static OfferedAction noEndAll(const QString &reason);
    void showEndAll(const OfferedAction &offer, bool isThere);
    void ask(const OfferedAction &offer);
    [[nodiscard]] OfferContext context() const;
    void showSentence(const Snapshot &snapshot);

    LocksTree *m_tree = nullptr;
    PreparedList *m_prepared = nullptr;
    QStackedWidget *m_stack = nullptr;
    PlainLabel *m_empty = nullptr;
    PlainLabel *m_words = nullptr;
    PlainLabel *m_reason = nullptr;
    QPushButton *m_end = nullptr;
    QPushButton *m_endAll = nullptr;
    QPushButton *m_cancel = nullptr;
    QAction *m_endAction = nullptr;
    QAction *m_endAllAction = nullptr;
    QAction *m_cancelAction = nullptr;
    QWidget *m_bar = nullptr;
    SessionKey m_wanted;      ///< to be selected as soon as it is there; pid 0: nothing
    bool m_hasChosen = false; ///< something was selected in this target: never select by ourselves again
};

} // namespace lockmaster
