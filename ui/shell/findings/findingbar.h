// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The one line above a page that says what is wrong, with the ways to its proof and to its end.
#pragma once

#include <QFrame>

#include "ui/locks/lockactions.h"
#include "ui/shell/findings/findingline.h"

class QPushButton;

namespace lockmaster {

class ElidedLabel;
class PlainLabel;
class StateMark;

class FindingBar : public QFrame
{
    Q_OBJECT
public:
    explicit FindingBar(QWidget *parent = nullptr);

    void showSnapshot(const Snapshot &snapshot, const std::vector<Finding> &findings, const FindingLookup &lookup,
                      const OfferContext &context);
    void clear();
    [[nodiscard]] QString text() const; ///< headline and detail, empty while all is well

Q_SIGNALS:
    void proofRequested(const QString &pageId, const lockmaster::SessionKey &key);
    void causeRequested(const QString &target, const QString &pageId, const QString &item);
    void actionRequested(const lockmaster::ActionRequest &request);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    FindingLine m_line;
    OfferedAction m_offer;
    StateMark *m_mark;
    ElidedLabel *m_text;
    ElidedLabel *m_detail;
    PlainLabel *m_more;
    QPushButton *m_cause;
    QPushButton *m_proof;
    QPushButton *m_end;
};

} // namespace lockmaster
