// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One GroupChain as a row of boxes with arrows; a click goes to the fullest server of a box. GUI thread.
#pragma once

#include <QAbstractButton>

#include "watch/groupchain.h"

class QHBoxLayout;

namespace lockmaster {

/// What is said of a link.
struct ChainWords {
    QString trouble; ///< of the worst; empty when it is well, or merely does not tell all
    QString fullest; ///< "31 / 97 connections"

    bool operator==(const ChainWords &) const = default;
};

/// What stands out in a chain.
enum class ChainMark { None, Bottleneck, Root };

/// One box. A button, so that keyboard and screen readers have it for nothing.
class ChainBox : public QAbstractButton
{
    Q_OBJECT
public:
    explicit ChainBox(QWidget *parent = nullptr);
    void setLink(const ChainLink &link, const ChainWords &words, ChainMark mark);
    [[nodiscard]] QString target() const; ///< the worst when something is wrong, else the fullest
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ChainLink m_link;
    ChainWords m_words;
    ChainMark m_mark = ChainMark::None;
};

class ChainView : public QWidget
{
    Q_OBJECT
public:
    explicit ChainView(QWidget *parent = nullptr);
    void setChain(const GroupChain &chain, const MomentBus &bus);

Q_SIGNALS:
    void targetRequested(const QString &target);

private:
    void makeBoxes();
    GroupChain m_chain;
    QHBoxLayout *m_layout;
    std::vector<ChainBox *> m_boxes;
};

} // namespace lockmaster
