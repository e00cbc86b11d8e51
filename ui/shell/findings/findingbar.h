// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The one line above a page that says what is wrong, with the ways to its proof and to its end. It keeps its room while
// all is well, and its button does not change its object under the hand.
#pragma once

#include <QFrame>
#include <QTimer>

#include "ui/locks/lockactions.h"
#include "ui/shell/findings/findingline.h"

class QPushButton;
class QToolButton;

namespace lockmaster {

class ElidedLabel;
class StateMark;

class FindingBar : public QFrame
{
    Q_OBJECT
public:
    explicit FindingBar(QWidget *parent = nullptr);

    void showSnapshot(const Snapshot &snapshot, const std::vector<Finding> &findings, const FindingLookup &lookup,
                      const OfferContext &context);
    void clear();                       ///< another target is shown from now on
    [[nodiscard]] QString text() const; ///< headline and detail, empty while all is well
    /// Finding::key of the headline; empty while all is well.
    [[nodiscard]] const QString &key() const { return m_line.key; }

    /// This one of the target's findings is the headline as long as it lasts, then the worst again.
    void choose(const QString &key);

    /// What the button offers, and why it cannot be asked for now; without a text the headline offers nothing.
    [[nodiscard]] OfferedAction action() const;
    void act(); ///< as the button does: nothing when it is not offered; without a button as showLevers()
    [[nodiscard]] bool hasLevers() const { return !m_line.levers.isEmpty(); }
    void showLevers(); ///< a menu of the lines that help; choosing one copies it
    void prove();      ///< as "Show proof" does: nothing without a headline
    /// Something else is shown in its room: until that is over it does nothing. Whatever comes back by itself may be met
    /// by a click that was meant for what it replaces.
    void setCovered(bool isCovered, bool isByHand);
    [[nodiscard]] QString whyCovered() const; ///< empty while it is shown
    /// Puts the keys on its first button, which changes nothing; false while all is well.
    bool focusFirst();

Q_SIGNALS:
    void chosen(); ///< another finding is to be the headline: show the snapshot again
    void proofRequested(const QString &pageId, const lockmaster::SessionKey &key);
    void causeRequested(const QString &target, const QString &pageId, const QString &item);
    void actionRequested(const lockmaster::ActionRequest &request);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void makeLayout();
    void takeLine();
    void showLine(bool isLive);
    void showMore();
    void takeOffer(const Snapshot &snapshot, const OfferContext &context);
    void showOffer();
    [[nodiscard]] std::vector<FindingLine> others() const;

    std::vector<FindingLine> m_lines; ///< of the target, worst first
    FindingLine m_line;               ///< the headline
    QString m_chosen;                 ///< by the reader: its key; empty: the worst
    bool m_isByHand = false;          ///< the reader has just chosen it
    bool m_isCovered = false;
    QString m_front; ///< key of the headline that stood last; empty: none
    OfferedAction m_offer;
    SessionKey m_culprit; ///< whom the button was about last; pid 0: nobody yet
    QTimer m_lock;        ///< runs after that has changed by itself
    StateMark *m_mark;
    ElidedLabel *m_text;
    ElidedLabel *m_detail;
    QToolButton *m_more;
    QPushButton *m_cause;
    QPushButton *m_proof;
    QPushButton *m_end;
    QToolButton *m_levers;
    HealthState m_moreState = HealthState::Ok; ///< of the worst other, as shown
};

} // namespace lockmaster
