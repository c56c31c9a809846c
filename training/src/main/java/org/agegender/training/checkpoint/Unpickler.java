package org.agegender.training.checkpoint;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agegender.training.checkpoint.TorchValue.Dictionary;
import org.agegender.training.checkpoint.TorchValue.Items;
import org.agegender.training.checkpoint.TorchValue.None;
import org.agegender.training.checkpoint.TorchValue.Real;
import org.agegender.training.checkpoint.TorchValue.Text;
import org.agegender.training.checkpoint.TorchValue.Truth;
import org.agegender.training.checkpoint.TorchValue.Tuple;
import org.agegender.training.checkpoint.TorchValue.Whole;

/**
 * Reads the part of Python's pickle format, protocol 2, that a dictionary of tensors needs. It can
 * make the values of {@link TorchValue} and nothing else: every other opcode and every other global
 * is refused, no name of a file leads to code, and what is made is at most as large as the pickle.
 */
final class Unpickler {

  private static final int PROTOCOL = 2;

  private final ByteBuffer source;
  private final List<TorchValue> stack = new ArrayList<>();
  private final List<Integer> marks = new ArrayList<>();
  private final Map<Integer, TorchValue> memo = new HashMap<>();

  private Unpickler(ByteBuffer source) {
    this.source = source;
  }

  /**
   * Reads one pickle from the position of {@code source} to behind its end.
   *
   * @throws MalformedPickleException if it is cut short or asks for anything that is not allowed
   */
  static TorchValue read(ByteBuffer source) throws MalformedPickleException {
    source.order(ByteOrder.LITTLE_ENDIAN);
    try {
      return new Unpickler(source).run();
    } catch (BufferUnderflowException e) {
      throw new MalformedPickleException("it ends too early", e);
    }
  }

  private TorchValue run() throws MalformedPickleException {
    while (true) {
      int at = source.position();
      int opcode = Byte.toUnsignedInt(source.get());
      if (opcode == '.') {
        return pop();
      }
      if (!simple(opcode) && !structure(opcode)) {
        throw new MalformedPickleException(
            "opcode 0x%02x at byte %d is not among those of a dictionary of tensors"
                .formatted(opcode, at));
      }
    }
  }

  /** Values that hold no others, and the memo. */
  private boolean simple(int opcode) throws MalformedPickleException {
    switch (opcode) {
      case 0x80 -> requireProtocol(Byte.toUnsignedInt(source.get()));
      case 'N' -> push(new None());
      case 0x88 -> push(new Truth(true));
      case 0x89 -> push(new Truth(false));
      case 'J' -> push(new Whole(source.getInt()));
      case 'K' -> push(new Whole(Byte.toUnsignedInt(source.get())));
      case 'M' -> push(new Whole(Short.toUnsignedInt(source.getShort())));
      case 0x8a -> push(new Whole(whole(Byte.toUnsignedInt(source.get()))));
      case 'G' -> push(new Real(bigEndianDouble()));
      case 'X' -> push(new Text(StandardCharsets.UTF_8.decode(bytes(source.getInt())).toString()));
      case 'U' -> push(latin(Byte.toUnsignedInt(source.get())));
      case 'T' -> push(latin(source.getInt()));
      case 'q' -> memo.put(Byte.toUnsignedInt(source.get()), top());
      case 'r' -> memo.put(source.getInt(), top());
      case 'h' -> push(remembered(Byte.toUnsignedInt(source.get())));
      case 'j' -> push(remembered(source.getInt()));
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Values that are made of others. */
  private boolean structure(int opcode) throws MalformedPickleException {
    switch (opcode) {
      case '(' -> marks.add(stack.size());
      case ')' -> push(new Tuple(List.of()));
      case 0x85 -> push(new Tuple(take(1)));
      case 0x86 -> push(new Tuple(take(2)));
      case 0x87 -> push(new Tuple(take(3)));
      case 't' -> push(new Tuple(take(stack.size() - mark())));
      case ']' -> push(new Items(new ArrayList<>()));
      case '}' -> push(new Dictionary(new LinkedHashMap<>()));
      case 'a' -> append(take(1));
      case 'e' -> append(take(stack.size() - mark()));
      case 's' -> put(take(2));
      case 'u' -> put(take(stack.size() - mark()));
      case 'c' -> push(TorchGlobals.named(line(), line()));
      case 'R' -> {
        TorchValue arguments = pop();
        push(TorchGlobals.call(pop(), arguments));
      }
      case 'Q' -> push(TorchGlobals.storage(pop()));
      // What torch hangs on a state dict beside its entries, such as versions of layers.
      case 'b' -> {
        pop();
        dictionary();
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void requireProtocol(int protocol) throws MalformedPickleException {
    if (protocol != PROTOCOL) {
      throw new MalformedPickleException(
          "its protocol must be %d, found %d".formatted(PROTOCOL, protocol));
    }
  }

  private void push(TorchValue value) {
    stack.add(value);
  }

  private TorchValue pop() throws MalformedPickleException {
    TorchValue top = top();
    stack.remove(stack.size() - 1);
    return top;
  }

  private TorchValue top() throws MalformedPickleException {
    int floor = marks.isEmpty() ? 0 : marks.get(marks.size() - 1);
    if (stack.size() <= floor) {
      throw new MalformedPickleException("it takes a value where there is none");
    }
    return stack.get(stack.size() - 1);
  }

  private int mark() throws MalformedPickleException {
    if (marks.isEmpty()) {
      throw new MalformedPickleException("it ends a group that was not begun");
    }
    return marks.remove(marks.size() - 1);
  }

  /** The uppermost values, lowest first, off the stack. */
  private List<TorchValue> take(int count) throws MalformedPickleException {
    List<TorchValue> taken = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      taken.add(pop());
    }
    Collections.reverse(taken);
    return taken;
  }

  private TorchValue remembered(int key) throws MalformedPickleException {
    TorchValue value = memo.get(key);
    if (value == null) {
      throw new MalformedPickleException("it takes up entry %d, which is not there".formatted(key));
    }
    return value;
  }

  private void append(List<TorchValue> values) throws MalformedPickleException {
    if (!(top() instanceof Items items)) {
      throw new MalformedPickleException("it appends to what is no list");
    }
    items.values().addAll(values);
  }

  private Dictionary dictionary() throws MalformedPickleException {
    if (!(top() instanceof Dictionary dictionary)) {
      throw new MalformedPickleException("it changes what is no dictionary");
    }
    return dictionary;
  }

  private void put(List<TorchValue> pairs) throws MalformedPickleException {
    if (pairs.size() % 2 != 0) {
      throw new MalformedPickleException("it has a key without a value");
    }
    Dictionary dictionary = dictionary();
    for (int i = 0; i < pairs.size(); i += 2) {
      TorchValue key = pairs.get(i);
      if (!(key instanceof Text || key instanceof Whole)) {
        throw new MalformedPickleException("it has a key that is neither text nor whole number");
      }
      dictionary.values().put(key, pairs.get(i + 1));
    }
  }

  private ByteBuffer bytes(int count) throws MalformedPickleException {
    if (count < 0 || count > source.remaining()) {
      throw new MalformedPickleException("it ends too early");
    }
    ByteBuffer bytes = source.slice(source.position(), count);
    source.position(source.position() + count);
    return bytes;
  }

  private Text latin(int count) throws MalformedPickleException {
    return new Text(StandardCharsets.ISO_8859_1.decode(bytes(count)).toString());
  }

  private long whole(int count) throws MalformedPickleException {
    if (count > Long.BYTES) {
      throw new MalformedPickleException("it has a number of more than 64 bits");
    }
    ByteBuffer bytes = bytes(count);
    long value = 0;
    for (int i = count - 1; i >= 0; i--) {
      long digit = i == count - 1 ? bytes.get(i) : Byte.toUnsignedInt(bytes.get(i));
      value = value << Byte.SIZE | digit;
    }
    return value;
  }

  private double bigEndianDouble() {
    return Double.longBitsToDouble(Long.reverseBytes(source.getLong()));
  }

  /** Up to the end of the line, of which a name has no more than {@code 128} letters. */
  private String line() throws MalformedPickleException {
    StringBuilder line = new StringBuilder();
    for (byte next = source.get(); next != '\n'; next = source.get()) {
      if (line.length() == TorchGlobals.LONGEST_NAME) {
        throw new MalformedPickleException("it has a name of endless length");
      }
      line.append((char) Byte.toUnsignedInt(next));
    }
    return line.toString();
  }
}
