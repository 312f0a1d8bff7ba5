// English training examples: small shops, and the general customer-service
// English of online stores. One message or pattern a line; see
// `ExamplePattern`.

extension ExampleBook {
    static let english = ExampleBook(
        language: .english,
        slots: [
            "product": entries(EnglishSlots.products),
            "home": entries(EnglishSlots.home),
            "health": entries(EnglishSlots.health),
            "car": entries(
                "civic,corolla,jetta,camry,f150,silverado,tacoma,focus,accord,sentra,altima,wrangler,rav4,golf"
            ),
            "amount": entries(EnglishSlots.amounts),
            "brand": entries(
                "bosch,dewalt,makita,castrol,mobil,ngk,stanley,gates,monroe,kraft,nestle,kohler,ikea,samsung,ge,serta,nike"
            ),
            "place": entries("dallas,miami,texas,chicago,my city,downtown,mexico,canada,my area"),
            "day": entries("monday,tuesday,wednesday,thursday,friday,saturday,sunday,yesterday,last week"),
            "name": entries("peter,mary,john,anna,luis,kate,george,mike,sam,linda"),
            "please": entries("please,pls,plz,thanks"),
            "want": entries(EnglishSlots.wants),
            "ask": entries(EnglishSlots.asks),
            "shop": entries(
                "your company,ur company,your business,ur business,your organization,your store,your shop,ur organization,you"
            ),
            "order": entries(
                "order,purchase,my order,my purchase,order 45871,purchase 990012345,the order,order number 3321,an order"
            ),
            "goods": entries(EnglishSlots.goods),
        ],
        openings: entries(
            "hi,hello,hey,good morning,good afternoon,hi there,hey there,excuse me,sir,hello sir,quick question"
        ),
        groups: [
            ExampleGroup(intent: .greeting, lines: EnglishExamples.greeting),
            ExampleGroup(intent: .productSearch, lines: EnglishExamples.productSearch),
            ExampleGroup(intent: .purchase, lines: EnglishExamples.purchase),
            ExampleGroup(intent: .quotation, lines: EnglishExamples.quotation),
            ExampleGroup(intent: .complaint, lines: EnglishExamples.complaint),
            ExampleGroup(intent: .support, lines: EnglishExamples.support),
            ExampleGroup(intent: .other, lines: EnglishExamples.other),
        ]
    )
}

private enum EnglishSlots {
    static let products = """
        brake pads,brake disc,oil filter,air filter,spark plug,shock absorber,battery,clutch kit,fuel pump,water pump,radiator
        alternator,starter,timing belt,ball joint,wheel bearing,mirror,headlight,bulb,tire,tires,wiper blades,motor oil,coolant
        hammer,drill,screwdriver,pliers,wrench,saw,tape measure,electrical tape,wire,breaker,outlet,switch,cement,rebar,sand,brick
        plaster,paint,brush,roller,screws,nails,anchors,hinge,padlock,lock,pvc pipe,elbow,valve,faucet,shower head,sink,toilet
        ladder,shovel,wheelbarrow,sandpaper,grinder,cutting disc,glue,silicone,rice,beans,sugar,salt,cooking oil,eggs,milk,bread
        cheese,ham,tuna,mayo,pasta,flour,coffee,cookies,soda,water,juice,beer,toilet paper,soap,detergent,bleach,shampoo,diapers
        dog food,candles,batteries,tomatoes,onions,potatoes,bananas,apples,chicken,ground beef,yogurt,butter,cereal,chocolate
        """
    static let home = """
        sofa,sectional,coffee table,console table,end table,dining chair,bar stool,bookcase,shoe cabinet,nightstand,dresser,headboard
        bed frame,platform bed,bunk bed,mattress,mattress topper,duvet cover,comforter,sheet set,throw pillow,pillow,cushion,blanket,area rug
        runner rug,curtain rod,curtains,blinds,wall mirror,wall art,wall clock,table lamp,ceiling fan,pendant light,chandelier
        vanity,bathroom cabinet,towel rack,kitchen island,pantry cabinet,microwave,refrigerator,dishwasher,washer,dryer,stove,toaster
        patio set,patio umbrella,outdoor bench,fire pit,planter,gazebo,shed,storage box,desk,office chair,tv stand,recliner,ottoman
        christmas wreath,picture frame,vase,candle holder,trunk,laundry hamper,door knob,cabinet pull,tile,wallpaper,backsplash
        """
    static let health = """
        protein,whey,whey isolate,mass gainer,creatine,bcaa,glutamine,pre workout,fat burner,multivitamin,vitamin c,vitamin d,biotin
        omega 3,fish oil,zinc,iron,calcium,magnesium,collagen,green tea,apple cider vinegar,ashwagandha,probiotics,melatonin
        hair oil,face wash,sunscreen,skin cream,kettlebell,dumbbells,yoga mat,resistance bands,treadmill,gym gloves,shaker,peanut butter
        """
    static let amounts = """
        1,2,3,4,5,6,8,10,12,20,50,100,one,two,three,four,five,six,ten,a dozen,half a dozen,a pound of,2 pounds of,a gallon of
        4 liters of,a bag of,10 bags of,a box of,3 boxes of,a pack of,5 meters of,20 feet of,a roll of,a set of,a pair of,a couple of
        """
    static let goods = """
        an item,a product,an article,something,some items,some products,some articles,several items,several products,several articles
        a few items,a few articles,some of your products,some of ur products,some of your items,several of your articles
        a few of your items,a few of ur articles,your item,ur products,one of your articles,several of ur item,a few of your product
        """
    static let wants = """
        i want to,i need to,i have to,i would like to,i'd like to,i wanna,i have got to,i am trying to,i'm trying to,i try to,i call to
        i am calling to,i'm calling to,want to,need to,wanna,help me to,help me,help to,can you help me,can u help me,could you help me
        can ya help me,i need help to,i want help to,i need assistance to,want assistance to,need help to,assistance to,i want assistance to
        """
    static let asks = """
        how do i,how can i,how to,how could i,where can i,where do i,where to,where could i,can i,could i,is it possible to,i don't know how to
        i dont know how i can,i do not know how to,i don't know what to do to,what do i need to do to,what do i have to do to,i dont know how to
        i do not know what i need to do to,i do not know how i can,i don't know what i have to do to
        """
}

private enum EnglishExamples {
    static let greeting = """
        {hi|hello|hey|hii|helo|hallo|heya|hiya|hellooo|yo|oi mate|hullo}{|!|!!| :)| 🙂| 👋| ...| there| there!}
        {good morning|good afternoon|good evening|gm|good day|morning|evening|good mornin|top of the morning}{|!| sir| madam| everyone| friend| to you| all}
        {hi|hello|hey} {friend|buddy|man|dude|sir|ma'am|everyone|guys|team|my friend|ai|bot|assistant|siri|alexa|robot|stranger|folks}
        {how are you|how r u|how are ya|how're you|how you doing|how are you doing|how is it going|how's it going|hows it going|how goes it}{|?| today| today?| this morning| right now| my friend| ai| these days| on this fine day}
        {hi|hello|hey|yo} {how are you|how r u|how is it going|what's up|whats up|how are things|how do you do|how have you been|how's life}{|?| today?}
        {what's up|whats up|wassup|sup|what up|what is up|what's new|what's happening|whats happening|what's going on|whats good|what's cracking}{|?| with you| dude| buddy| ai| today}
        {how have you been|how've you been|how have you been doing|how have you been feeling|have you been well|have you been okay}{|?| lately}
        {how is|how's|hows} {everything|life|your day|your day going|everything going|life treating you|your week|the day|it hanging|my ai|everything with you|your evening}{|?| today| for you}
        {how are|hows|how do} {things|things going|things with you|things treating you|things for you|things looking|things over there}{|?| today}
        {are you|r u|you} {ok|okay|doing ok|doing well|doing okay|feeling ok|feeling well|well|alright|good|doing alright|feeling good}{|?| today| right now| ai}
        {is everything|everything|are things} {ok|okay|fine|good|alright|going well|going ok|all right|going okay}{|?| with you| for you| there}
        {nice to meet you|pleased to meet you|good to see you|nice to see you|glad to meet you|great to see you|pleasure to meet you|it's a pleasure to meet you|it is nice to meet you|happy to see you again}{|!| friend| too}
        {hi|hello|hey} {i'm|im|my name is|this is|i am} <name>{|, nice to meet you}
        {greetings|salutations|howdy|ahoy|aloha|hola|bonjour|ciao|namaste|welcome|konnichiwa|g'day|shalom|hail}{|!| to you| friend| partner| everyone}
        {just|i just|i only} {wanted to say hi|wanted to say hello|came to say hi|dropping by to say hello|saying hi|want to greet you}
        {anyone there|is anyone there|anybody here|are you there|you there|hello anyone|hello? anybody|is somebody there}{|?}
        {long time|it's been a while|been a while|i'm back|hello again|hi again|hey again|here i am again}{|!| how are you}
        {tell me how you are|tell me how you're doing|can you tell me how you feel|how do you feel|how are you feeling|what are you up to|what do you feel like doing|how was your day|how was your weekend}{|?| today}
        {wake up|rise and shine|well hello|why hello|oh hello|oh hi|hello hello|hey hey|hi hi|look who it is}{|!| there| ai| friend}
        {hope you're well|hope you are doing great|hope all is well|i hope you're having a good day|hope everything is fine}{|!| today}
        so {how are you|how is life|what's up|how are things going|how is your day}{|?}
        {hi|hello|hey|good morning|good evening} {boss|chief|pal|dear|mate|neighbor|y'all|ladies|gents|gentlemen|young man|family|dear friend|you guys|lovely people|old friend|champ}{|!| how are you}
        {hi|hello} {from <place>|over there|out there|first time here|a friend sent me|who is this|who am i talking to|is this the store|do you hear me|is someone online|it's me|it's <name> again}{|?|!}
        {how's|how is|how was} {the family|your morning|the weekend|your night|work|the shop|your afternoon|it all going|my friend doing|the new week|your vacation}{|?| going}
        {i'm good|i'm fine|doing well|pretty good|not bad|all good|very well|great} {and you|how about you|thanks and you|yourself|and how are you|what about you|hbu}{|?}
        {good|great|nice|lovely|wonderful} {to be here|talking to you|to hear from you|to be back|to chat with you|to see you around|running into you}{|!}
        {a very|have a|wish you a|what a} {good morning|good afternoon|lovely morning|good evening} {to you|to everyone|all|friend|}
        {happy|good|nice} {monday|tuesday|wednesday|thursday|saturday|sunday} {everyone|all|morning|to you|, how are you}
        {heyyy|hiii|hiya hiya|ello|hai|hola amigo|yoo|ayo|howdy do|hey hey hey|whaddup|how do|oh hey|hi hello|yoohoo|knock knock|peekaboo}{|!|?| friends}
        {what have you been doing|what are you doing|how have things been|where have you been|did you sleep well|did you miss me|how does it feel today|are you awake|are you around|having a nice day}{|?| today| lately}
        {how is|hows|how's} {ur|your|the} {week|day|morning|evening} {going|been|so far|treating you}{|?}
        {long time|it's been ages|been a while|what's new with you|what's new today|what is up|me again hello|it's me again hi}{|!|, how are you}
        {hi|hello|hey} {there my favorite store|to my favorite shop|who am i chatting with|who is this|who's there}{|?}
        """

    static let productSearch = """
        {do you have|do u have|do you carry|do you sell|you got|got any|have you got|do you stock|u have|do u sell} <product>{|?| in stock?| available?}
        {do you have|do you sell|do you carry|is there|are there|do we have} {any |}{<home>|<health>|<product>}{|s}{|?| available| here}
        {do you have|do you sell|looking for} <product> for {a |my |}<car>{| 2010| 2015}{|?}
        {i am looking for|i'm looking for|looking for|searching for|im looking 4|i am looking|i was looking for|in search of} {a |an |some |the |}{<product>|<home>|<health>}{| <brand>| for my house| with good quality|}
        {i need|need|i want|want|i wish to have|i require|i m in need of} {a |an |some |}{<home>|<health>}{| for my room| for my family| products|}
        {i want to buy|i want to purchase|wanna buy|want to get|i wanted to get|interested in|wants to buy} {a |an |some |}{<home>|<health>}{|s}
        {i need|need|i want} {a |an |some |}<product>{| for my <car>| for my truck| do you have it?|, got any?}
        *<product>
        <product> {<brand>|for <car>|<car> 2012|available?|in stock?|any brand}
        *<home>
        *{large|small|black|white|grey|wood|wooden|modern|rustic|round|square|outdoor|indoor|vintage|gold|metal|glass|leather|tall|low|blue|green|3 piece|industrial|farmhouse|velvet|oak|walnut|brass} <home>
        *{large|small|black|white|grey|wood|modern|rustic|round|outdoor|vintage|gold|metal|tufted|coastal|boho} {wood|metal|linen|velvet|solid|wicker|marble|ceramic|rattan|upholstered} <home>
        <brand> <home>
        <home> {for living room|with drawers|with storage|with wheels|for small spaces|60 inch|36 x 24|queen size|twin|set of 2|with lights|under window|for kids|white oak|king|sale section}
        {twin|full|queen|king|california king|single|double} {size|bed|size bed|mattress|sheets|headboard}
        {harlow|belmont|aurora|winslow|kelby|marlowe|tessa|hadley|brixton|ansel|corrine|delano} {<home>|collection|table|chair|bed}
        *<health>
        {best|good|cheap|top|recommended} <health>{| for men| for women| for beginners| for weight loss| for muscle gain|?| brand}
        {best|good|which|what is the best} {<home>|<product>|<health>|mattress|protein}{| is best| for me| for back pain| to buy|?}
        {weight loss|weight gain|muscle gain|hair loss|hair fall|skin care|skin glow|height growth|height increase|back pain|neck pain|knee pain|fat loss|joint pain|immunity|energy|stamina|bulking|cutting|lean muscle|memory|better sleep|belly fat|pimples|dandruff|testosterone|metabolism|digestion|detox}{| products| supplements| tablets| product|}
        {i want to|i need to|i'm trying to|want to|how to|i would like to} {lose weight|gain weight|build muscle|gain muscle|lose fat|reduce belly fat|grow taller|increase my height|get fit|improve my health|get bigger arms|stop hair fall|have clear skin|lose 5 kg|get lean|bulk up|sleep better|be healthier|reduce my weight}{| fast| in one month|, what do you suggest}
        {i have|i've got|i am having|i suffer from} {back pain|neck pain|hair fall|low energy|a bad back|a slip disc|joint pain|weak bones|acne|trouble sleeping|backache|a back problem|spine issues}{| issue| problem|, what should i use}
        {suggest|recommend|suggest me|recommend me|please suggest|can you suggest|can you recommend|could you recommend|plz suggest} {a product|some products|something|a good <health>|a <home>|a mattress|supplements|the best one|a good brand}{| for weight loss| for muscle growth| for me| for my health goal| for a beginner|}
        {what|which} {products|product|brands|models|items|supplements|one|option} {do you have|do you sell|do you offer|are available|should i use|would you suggest|is best for me|do you recommend|is good}{|?| for me| to lose weight| to gain muscle}
        {show|show me|let me see|i want to see|can i see|view|see|browse|list|display} {products|all products|the products|more|more products|your catalog|catalog|options|different products|the <home>s|<home>s|all sizes|mattresses|the menu|<product>}{| please|}
        {what are the|what are|what r the|tell me the|share the|give me the} {sizes|available sizes|size options|dimensions|features|key features|colors|variants|product variants|specifications|materials|different types|flavors|ingredients|thickness options}{|?| of the mattress| of this| available| of the <home>}
        {features|specs|specifications|dimensions|size|sizes|details|thickness|type|material|benefits|ingredients} {of|for} {the <home>|<brand> <home>|the mattress|<health>|the drill|ortho mattress|memory foam mattress}
        {tell me about|tell me more about|what about|info on|i want to know about|more details about|what is} {the <home>|<health>|the <brand> <home>|the mattress|memory foam|orthopedic mattress|latex foam|the ergo model|this product|<product>}{|?| features}
        {what size|which size|what is the size|size chart|the size chart|size guide|custom size|custom size available|how do i know my size|help me with the size|what size should i get|do you have custom sizes|mattress sizes|share size chart|length|width|height|inches|in inches|72 x 36|78*60|6 by 5|5*6}{|?| please}
        {is|are} {<home>|<home>s|<health>|<product>|the mattress|pillows|this} {available|in stock|still available|sold here|orthopedic|waterproof|good for back pain|washable|comfortable}{|?}
        {is it|is this|are they} {available|in stock|orthopedic|original|genuine|soft or firm|for adults|made of wood|waterproof|available in black|vegetarian|compatible with <car>|good for beginners|machine washable}{|?}
        {does it|does this|will it|will this|would this} {fit a <car>|fit my <car>|work for concrete|come in blue|come in a larger size|have back support|contain sugar|have side effects|include screws|fit a queen bed|support heavy weight|work on wood}{|?}
        {what's the difference|what is the difference|difference|which is better} between {<brand> and <brand>|the big one and the small one|whey and isolate|foam and spring|synthetic and mineral oil|these two}{|?}
        {something|anything|do you have anything|do you have something|got something} {to remove rust|to fix a leak|for my back|for hair growth|to clean the floor|for weight gain|to kill ants|for knee pain|for a party|to cut wood|for my dog}{|?}
        {i'm confused|i am confused|not sure|i don't know} {what to buy|which one to choose|which product to take|which size i need|what suits me}{|, please help|, can you suggest}
        {help me|can you help me|please help me} {choose|choose a product|find a <home>|find <health>|pick a size|with products|select a mattress|find the right one|with different products}
        {gym equipment|home gym|workout gear|body building|bodybuilding supplements|i go to gym|i am a beginner at the gym|health products|hair products|kitchen stuff|bedroom furniture|living room ideas|garden tools|auto parts|bathroom ideas|product|products|new products|product list|product details|buy something healthy}{|?}
        {i want|i need|i want to get|give me} {the product|a product|new product|product|products|other products|your products|all the products|some product}{| for weight gain| for hair| for my skin| for building body|}
        {i wanna buy|need to buy|want to buy|i want to buy|i want to purchase|i'd like to buy} {a bed|mattress|pillows|a sofa|supplements|protein powder|gym equipment|vitamins|curtains|a lamp}
        {need|can i get|can i have|can i buy|can i also get} {pillows|a pair of pillows|cushions|a mattress protector|bed sheets|dumbbells|a bench|some protein}{|?| from here| with it}
        {i heard|my friend told me|my friend said} {you have great products|you sell <health>|you have good <home>s|this store has many options}{, show me| so i want to see them| and i want to look around|}
        {did you get|have you received|are you getting|will you get} {more |any |the |}<product>{|?| soon| in yet}
        {i saw|i saw on your page|saw an ad for} {a |the |}{<product>|<home>}{, do you still have it|, is it still there|, still available}{|?}
        {can you find|could you get|can you check if you have|check if there is|can't find|where can i find} {a |the |any |}{<product>|<home>|<health>}{|?| for <car>}
        {which|what kind of|what type of|what size|what color|what brand of} {<product>|<home>|<health>} {is good|do you have|would you pick|works best|should i use|do you carry}{|?| for a family| for my house}
        {need|want|looking for} {advice|a suggestion|a recommendation|ideas|help picking} {on|for|about} {a <home>|<product>|<health>|a gift|tools}
        {show me|let me see|what are} {your|the|some} {<product>|<home>|wrenches|drills|paints|saws}{|s}{| please| you have}
        {what all|which things} {do you|do you guys|does the store} {sell|carry|stock|have}{| here| there|?}
        {is there|do you have|you got} any {<product>|sugar|flour|beans|coffee} left{|?}
        {motor oil|engine oil|lumber|plywood|screws|bulb|wire} {10w40|20w50|2x6|4x8|h7|12 gauge|3 inch}
        """

    static let purchase = """
        {i'll take|i will take|ill take|we'll take|i'll have|i'd take} {<amount> <product>|two|it|both|that one|this one|the first one|the cheaper one|the <brand> one|all of them|the <product>}{| <please>}
        {give me|send me|get me|ship me|reserve me|put me down for|hook me up with|pack me|sell me|bring me} <amount> <product>{| <please>| today}
        {i want|i need you to send|i would like|i'd like|can i have|can i get|let me get|lemme get} <amount> <product>{| <please>| to go| delivered}
        {i want to|i'd like to|i would like to|i wanna|want to|i wish to} {buy it|buy this|buy this one|buy that|buy them|purchase this|order this|order it now|buy now|get this one}{| <please>| now}
        <want> {buy|purchase|order|acquire|get|shop|earn} <goods>{|, how can i do it|, help me|, how do i do it|, i need help}
        <ask> {buy|purchase|order|acquire|get|shop|earn} <goods>{|?}
        {help|help me|need help|i need help|assistance|i need assistance|i want assistance|want help|need assistance|i want help|help with|can you help me} {buying|purchasing|ordering|acquiring|shopping|earning|to buy|to purchase|to acquire|to shop|to earn|to order} <goods>{|, can you help me}
        {buy|purchase|order|acquire|shop|earn|buying|purchasing|ordering|acquiring|shopping|earning} <goods>
        <want> {make|place|do} {an order|a purchase|a new order|my order|a new purchase|order}{| how can i do it| <please>| for delivery|}
        <ask> {make|place|do} {an order|a purchase|order|a new purchase|my order}{|?| online| on the website| by phone}
        {make|place|making|placing|new|start} {order|an order|purchase|a purchase|my order}
        {how to|where to|can i|how do i} {order|buy|purchase|order online|order now|buy online|order from the website}{|?| right now| during the lockdown}
        {are you|r u|are u|is your shop|is the store} {taking orders|still taking orders|accepting orders|delivering|still delivering|taking up orders|operating|shipping orders|taking online orders}{|?| now| during covid| during the lockdown| these days| during curfew| for delivery}
        {can i still|could i still|am i able to} {place an order|order|buy online|order during lockdown|place orders on the site|get delivery now}{|?| please}
        {is cod available|cod|cash on delivery|want cod|i want cash on delivery|cod option|want to pay cash on delivery|pay cash on delivery|i want to pay at delivery in cash|pay on delivery|cod not showing|no cod option|buy with cod|order through cash on delivery|there is no cash on delivery option|why no cash on delivery|why is cod not available|i can't see the cod option|are you taking cash on delivery|should i pay in cash}{|?}
        {call me|please call me|call me now|call me back|please call back|i need a callback|request a callback|i want a call back|schedule a call|arrange a callback|give me a call|get in touch with me|book a call|can you call me about buying|live agent available to sell|do you have a live agent}{|?| please}
        {add|put|include|throw in} {it|this|that|<amount> <product>|one more|another one|2 more|also <product>}{| to my cart| in my cart| to my order| to the order| to the basket|}{| <please>}
        {add to cart|checkout|check out|buy now|proceed to checkout|go to checkout|complete my order|finish my purchase|finalize order|confirm order|confirm purchase|place the order|submit my order|take my order}{| <please>|}
        {yes|ok|sure|great|perfect|alright|yep|deal|fine}{,|} {i'll take it|i'll buy it|order it|send it|go ahead and order|i want it|place the order|add it|i'll order two|let's do it|ship it|put it in my cart}
        {i confirm|confirmed|please confirm|yes confirm|confirm|i'd like to confirm} {the order|my order|the purchase|my purchase|it, send it}
        {remove|take out|swap|change} the <product> {and add|and put|for|with} <amount> <product>
        {make it|make that|actually make it|change it to|instead give me} {2|3|four|five|ten|6 boxes|10 bags}{| <please>| instead}
        {the first one|the second one|option 1|option 3|number 2|the cheap one|the big one|the <brand> one|the red one|the last one} {please|i'll take|is the one i want|i want that|works, i'll buy it}
        {same order|the usual|same as always|repeat my order|reorder|my usual order|order the same again|same as last time}{| <please>|}
        <amount> <product> <please>
        <amount> <product> {and|,|plus|with} <amount> <product>{| <please>| to go| delivered}
        {hold|reserve|save|set aside} {one|two|<amount> <product>|it|the <product>} for me{| i'll pick it up| until friday| <please>|}
        {i'm ready|ready|im ready} to {buy|order|pay for it and order|check out|purchase}
        {i decided|made up my mind|i've decided|i made my choice}{, i want this one|, i'll take it|, send me two|, i'm buying it}
        {interested in buying|i want to order|hi i want to order|i need to order something|i want to order some things|i'd like to order|would like to order|i want order|need to make an order|i wanted to order|i want to order online}{|!| <please>| now}
        {send me|give me} the {link to buy it|payment link so i can buy|checkout link}{|, i want it| <please>}
        {that's all|that will be all|that is everything}{, place the order|, check me out|, confirm it|, finish my order}
        {i want to buy|i'm going to buy|i will buy|let me buy} {<amount> <product>|the <product>|both|all three|two of these|it today}
        {ok|sure|then|alright|fine|so} {send me|ship me|pack|give me|book|put aside|wrap|get me} {both|two|it|the blue one|the big one|5|one|all of it|the first}{| please| tomorrow| today|}
        {i'd love to|i'm happy to|i am willing to|i'm looking to|i am going to|i plan to|ready to|i'm here to} {buy|order|purchase|buy one|order two|get one|take both|buy this today|place an order}{|!}
        {i'll go with|going with|i choose|i pick|i'll grab|i'll get|let me take|let me have|count me in for|sign me up for} {the <brand>|two|the first|both|the large pack|<amount> <product>|that|the black one}{| please|}
        {please|kindly|go ahead and|could you} {process|prepare|book|register|submit|ship|pack up} {my order|the order|the purchase|my purchase|<amount> <product>|these items}{| now| today|}
        {any way to|is there a way to|show me how to|tell me how to|teach me to|steps to|what are the steps to|how would i|explain how to|what is the way to} {order|buy|buy online|place an order|purchase an item|order by phone|buy a product|make a purchase}{|?}
        {can you|could you|will you|can u|do you} {take my order|take an order|take orders by phone|sell me one|sell me <amount> <product>|process an order|send me two of these|accept my order}{|?| please}
        {it's a deal|deal|sold|done deal|you convinced me}{, i'll take it|, send it over|, i'm buying|, ship me two|, i'll order}
        {put me down for|sign me up for|count me in for|set me up with} {5|two|a dozen|20|one} {units|of those|boxes|bags|}{| please}
        {how can i|how do i|where do i} {buy|order|purchase} {this|it|one|from you guys}{| now}{|?}
        """

    static let quotation = """
        {how much|how much is|how much are|how much for|how much does it cost|how much cost|how much is it|how much would it be|hw much|how mch}{|?| please| for this| for that one| in total}
        {how much is|how much are|how much for|how much does|whats the price of|what is the price of|what's the cost of|what is the cost of} {the |a |}{<product>|<home>|<health>}{| cost|?| <brand>}
        {how much|what|how much money} {is|are|for|would be|does it cost for|will cost} <amount> <product>{|?}
        {price|prices|cost|rate|pricing|prce|the price|mrp|price range|rates|costs|price list|low price|lowest price|total price|price?|cost?|the cost|rate?|charges|price details}{|?| please}
        {price|cost|rate|prices|mrp|price range} {of|for} {the |a |}{<product>|<home>|<health>|mattress|bed|this}{|?| please}
        {<product>|<home>|<health>|mattress|bed|pillow|custom size|king size|queen size} {price|cost|rate|prices|how much|price?|pricing|price list}
        {what is|what's|whats|what will be|what would be|wat is} {the price|the cost|the rate|its price|the total|the total price|the mrp|your price|the price range|the best price|the final price}{|?| of this| of the <home>| for this one| of <health>}
        {what does|how much does|what do|what would} {it|the <home>|a <product>|the mattress|this|a <brand> <home>} {cost|cost me|run|go for|sell for}{|?}
        {i need|i want|i want to know|want to know|tell me|give me|can you tell me|let me know|need to know|may i know|could you tell me|i'd like to know|send me} {the price|price|the cost|prices|the rate|how much it is|how much it costs|the prices|pricing}{|?| of this| of the <home>| for <amount> <product>| <please>}
        {quote|a quote|quotation|estimate|an estimate|quote me|i need a quote|can i get a quote|please quote|send me a quote|i want a quotation|give me an estimate|could you quote|price quote} {for |on |}{<amount> <product>|<product>|materials|this list|a project|my shop|<home>|the following}{| <please>|?}
        {any|do you have|is there|can i get|do you give|what|got any} {discount|discounts|discount on this|offers|deals|promotions|bulk price|wholesale price|special price|coupon|promo code|better price|sale|discount for bulk}{|?| today| if i buy 10| available}
        {is it|are they|is the <home>|is this} {on sale|on offer|discounted|on promotion|expensive|cheap}{|?}
        {what's|whats|what is} your {best price|lowest price|wholesale price|price per unit|price per box|rate|price for contractors}{|?| for 10| on this}
        {the cheapest|the cheapest one|the most affordable|the expensive one|and this one|and that one|and the big one|and the small one|what about the other, |both} {how much|how much is it|what price|costs how much|price}{|?}
        {price|cost|is the price|is that price|is this price} {with tax|including shipping|with delivery|per piece|per box|per foot|per unit|all in|including vat|total}{|?}
        {how much do you charge|what do you charge|how much would you charge} {for|to install|to deliver|to change} {a |the |}{<product>|<home>}{|?}
        {too expensive|that's expensive|it's pricey|that is too much}{, any discount|, what's your lowest|, can you do better|, can you lower the price}{|?}
        {can you do|could you do|would you take|can you make it} {100|50|cheaper|200 dollars|a better price|less}{|?| for it}
        {how much is|how much for|what is the cost of|price of} {shipping|delivery|the installation|labor|the custom size}{|?}
        {how many dollars|how many pesos|what amount|how expensive} {is it|is that|for all|is the <home>|for one}{|?}
        {what do|how much do|what did} {these|they|those|the <home>s|your <product>|mattresses} {cost|sell for|go for|run}{|?}
        {is there|do you have|got|any} {a cheaper option|something cheaper|a lower price|price match|a coupon|a discount code|a special offer|student discount|cash discount}{|?}
        {can you|could you} {price|quote|estimate|total up|add up|calculate|match the price of|lower the price of|work out the cost of} {this|everything|it all|<amount> <product>|this list|my list|the <home>|a new kitchen}{|?| please}
        {what|how much} {would i pay|will i pay|do i owe|do i have to pay|should i pay|is the damage|is it all together|is the charge} {for|for all|for one|for <amount> <product>|}{|?}
        {ballpark|rough estimate|rough price|approximate cost|total cost|final price|net price|unit price|price per dozen|price each|the going rate|retail price|sale price|market price}{|?| please| for <product>}
        {is the price|are prices|are your prices|is that} {negotiable|fixed|final|firm|the final price|the lowest|per month|in dollars}{|?}
        {$|$$|$$$|$ ?|how much $|dollars?|usd?|price ??|hw much|how much bro}
        {has the price|did the price|why did the price} {changed|gone up|go up|go down|increase|increased}{|?}
        {ballpark|rough estimate|rough figure|budget|estimate|cost estimate} {for|on} {a|the|my|} {<home>|<product>|kitchen remodel|fence|new floor|paint job}
        {what's the damage|what would it set me back|hw much|hm|how mch|how much is it} for {four|2|the|a} {<product>|<home>|tires|bags}{|s}{|?}
        {what is|how much is|what's} {one|a|each|the} {bag|box|gallon|piece} if {i buy|i take|i order|we get} {ten|a ton|a pallet|more}{|?}
        {how much|what's the total|price} {including|plus} {delivery|shipping|tax|install} {included|}{|?}
        """

    static let complaint = """
        {it|my order|the <product>|the <home>|the package|my parcel|the item|everything} {arrived broken|came damaged|arrived damaged|was broken|is defective|doesn't work|does not work|stopped working|arrived incomplete|was expired|came open|leaks|is scratched|was used|broke after one day|is missing parts|arrived wet|is faulty}{|!| and i want a solution}
        {my order|my package|my parcel|my delivery|the order|the delivery|my shipment|order|delivery|product|parcel|shipment} {is late|is delayed|has not arrived|never arrived|hasn't come|is very late|was delayed|got delayed again|still not delivered|is taking too long|delay|delayed|not received|showing very late|keeps getting delayed|has been delayed|late|is overdue}{|!| since <day>| by 5 days| and nobody helps|}
        {why is|why|why's|how come} {my order late|my order delayed|it taking so long|my parcel delayed|the delay|it delayed|so late|so long|so many days|the delivery late|it so late|my package delayed|my order getting delayed|it getting late|my order not here}{|?}
        {it's|its|it has|it is} {been a week|been two weeks|been a month|been 20 days|been more than a month|already two weeks|already 15 days|too late|very late|late|delayed|over a month now|getting delayed|been so long}{|!| and nothing| and i haven't received it| already}
        {i have not received|i haven't received|i did not receive|not received|i didn't get|still haven't received|i am still waiting for|haven't got|i don't received|never got} {my order|my package|my product|my parcel|the item|my order yet|my delivery|it yet|my order till now|anything}{|!| yet}
        {almost|nearly|more than|over} {a month|2 weeks|15 days|one month|20 days} {now|passed|over|and no product|and still waiting|waiting}
        {my order|my product|it|my package} {was supposed to arrive|should have arrived|was to be delivered|should have come} {<day>|long ago|days ago|weeks back|last month}{|, where's my stuff|, when will it come|, very bad}
        {delay|delays|delay in order|delay in delivery|order delay|delivery delay|delayed due to covid|delay because of lockdown|delayed shipping|late delivery|late order}{|!|?}
        {you sent me|they sent me|i got|i received|you delivered|i was sent} {the wrong item|the wrong product|something else|a used one|the wrong size|a broken one|a fake|half of my order|an expired product|the wrong color|a damaged <product>}{|!}
        {terrible|awful|horrible|bad|worst|very bad|poor|lousy|disgusting} {service|customer service|experience|product|quality|store|support|company}{|!| ever| i hate it}
        <want> {file|lodge|make|submit|raise|register} {a complaint|a claim|a reclamation|a consumer complaint|a customer complaint|a consumer claim|a customer claim|a consumer reclamation|a customer reclamation|complaint|an complaint|a formal complaint}{|, how to do it|, i need help|, help me}
        <want> {file|lodge|make|submit} {a complaint|a claim|a reclamation|a consumer complaint|a customer claim|a consumer claim|a customer reclamation|a consumer reclamation} {against|with|to} <shop>
        <ask> {file|lodge|make|submit|raise} {a complaint|a claim|a reclamation|a consumer complaint|a customer claim|a consumer reclamation|a customer complaint}{|?| against <shop>}
        {file|lodge|make|filing|lodging|making} {complaint|claim|reclamation|consumer complaint|customer claim|consumer claim|customer reclamation|a consumer claim|a customer complaint|a reclamation}{| against <shop>|}
        {help|help me|need help|i need help|i want help|assistance|i need assistance|want assistance|can you help me|i want assistance|need assistance} {filing|lodging|making|to file|to lodge|to make} {a claim|a complaint|a reclamation|a consumer reclamation|a customer claim|a consumer complaint|an customer claim}{| against <shop>|}
        {complaint|claim|reclamation|consumer complaint|customer claim|complaint about the service|complaint about the driver} against <shop>
        {i'm unhappy|i am unhappy|i ain't happy|i am not happy|i'm not satisfied|i am dissatisfied|i'm disappointed|i am upset|i'm angry|i am frustrated|very disappointed} {with your service|with ur service|with your work|with my order|with the product|with your company|with your brand|with this purchase}{|, i want to make a claim|, help me file a claim|, file a complaint|, help to make a reclamation|}
        {the experience with|my experience with} {your brand|your service|ur company|you|your store} {was bad|was awful|was terrible|was too bad|was horrible}{|, file a claim|, i want to lodge a complaint|, i try to make a claim|}
        {this is|it's|that is|what} {a scam|a fraud|a rip off|unacceptable|ridiculous|robbery|outrageous|a joke|a shame|false advertising|theft}{|!}
        {you|they|your store} {scammed me|cheated me|lied to me|robbed me|overcharged me|charged me twice|charged me double|charged me the wrong price|ignored me|never answered}{|!| again}
        {i was|i got|i've been} {overcharged|charged twice|scammed|cheated|ripped off|double charged|treated badly|ignored|lied to}{|!| by <shop>}
        {i've been waiting|i have been waiting|still waiting|waiting} {for two weeks|for hours|for 3 days|forever|for a month|all day|since <day>}{| for my order| and nothing|!}
        {nobody|no one|noone} {answers|replies|answers me|helps me|responds|picks up|cares}{|!| at your store| for days}
        {the driver|the delivery guy|the seller|your employee|the cashier|your staff|the manager} {was rude|was very rude|never showed up|yelled at me|treated me badly|arrived late|threw the box|left it in the rain}
        {missing items|items are missing|there are missing pieces|2 pieces missing|half of it is missing|something is missing|you forgot the <product>}{| in my order| and i paid|!}
        {not what i ordered|this is not what i ordered|it's not the one i bought|doesn't look like the picture|it's not original|it doesn't fit my <car> and you said it would}{|!}
        {you promised|you said|they said|i was told} {it would arrive|delivery|it would be here|it would be delivered} <day> and {nothing|it didn't come|nobody came|it's not here}
        {never again|i'll never buy again|i will never order here again|not buying from you again|never shopping here}{|!|, terrible}
        {i'm going to|i will|i'll} {sue you|report you|leave a bad review|report this to the authorities|post this online|dispute the charge}{|!}
        {the food|the meat|the fruit|the milk|the chicken|the bread} {was rotten|smells bad|was spoiled|had mold|was stale|was cold|was expired}
        {again|always|once again} {late|the same problem|wrong order|you messed up|delays|a mistake in my order}{|!}
        {poor quality|bad quality|very low quality|cheap quality|it's garbage|it's trash|it fell apart|not worth it|waste of money}{|!}
        {the driver|your courier|the courier|the delivery man|your guy} {didn't come|lost my package|dropped my box|went to the wrong house|stole my order|left it outside|never called|was drunk|broke my gate}
        {this is the|it's the|that's the} {second time|third time} {you fail|this happens|you send it wrong|you're late|i get a bad one|i complain}
        {i'm not|i am not|not} {happy|pleased|satisfied|ok with this charge|impressed at all}{| with you| with the product| with what i got|}
        {what|such|total|pure} {garbage|lies|a ripoff|incompetence|abuse|a mess|nonsense service|disrespect|a bad store|a useless product|a disgrace}{|!}
        {you|you guys|you people|they} {are liars|are the worst|are irresponsible|never deliver|don't care about customers|are so slow|took my money|keep lying|messed up my order|sent nothing|ruined my day}{|!}
        {the box|the bag|the seal|the bottle|the glass|the screen|the lid} {was torn|was open|came cracked|was crushed|is bent|had no cap|arrived smashed|spilled inside|was ripped}
        {the battery|the bulb|the pump|the motor|the blender|the fan|the faucet|the charger|the machine} {won't charge|exploded|is noisy and new|overheats|smokes|turns off by itself|died|rusted|smells burnt|is dead|is junk|keeps breaking}
        {how much longer|how long|till when|until when} {do i have to wait|must i wait|am i supposed to wait|will you keep me waiting}{|?|!| for my order}
        {i want|i need|i expect|i demand} {this problem solved|someone to take responsibility|a new part because this one broke|an explanation|an apology|you to fix this mess|my complaint registered}{|!| now}
        {i'm tired of|sick of|fed up with|tired of|so done with} {waiting|your service|this company|your delays|excuses|your lies|this}{|!}
        {i want to|i'd like to|need to|how do i|where do i} {report|complain about|express my dissatisfaction with|raise a dispute about|make a protest about} {bad service|your employee|a bad product|your staff|my treatment|the delivery|my experience}
        {still nothing|no news|no delivery|nothing arrived|no order} {after a week|after 20 days|yet|so far|and it's been a month|since <day>}{|!}
        {running|my order is running|it is running|everything is} {late|behind|behind schedule|very late}{|!| again}
        {this|that|the} {<product>|tool|saw|thing|fan} is {garbage|trash|defective|useless|a piece of junk}
        {all i get is|nothing but|i keep getting|tired of your} {excuses|lies|the runaround|delays}
        {i have|i want to make|i'd like to file} a {complaint|grievance} {about|regarding} my {order|delivery|last purchase}
        {the package|my delivery|my stuff|the drill|my parcel} {arrived|came} {broken|damaged|in pieces|cracked} {and i want|, i want|so give me} {my money back|a refund|a new one|it replaced}
        {my item|the package|it|what i bought} {came|arrived} {scratched|dented|torn|used|dirty}{| up}
        """

    static let support = """
        <want> {talk to|speak to|speak with|talk with|chat with|contact|reach|get in touch with} {a person|a human|an agent|a live agent|someone|somebody|an operator|customer service|customer support|a human agent|an assistant|customer assistance|a manager|a representative}{| <please>|}
        <ask> {talk to|speak to|speak with|talk with|chat with|contact|call} {a person|a human|an agent|a live agent|someone|somebody|an operator|customer service|customer support|an assistant|a human agent}{|?}
        {assistance|help|need help|i need help|i need assistance|want assistance|need assistance|i want help} {talking to|speaking to|speaking with|contacting|chatting with|talking with} {a person|an agent|a live agent|someone|customer service|an operator|a human|an assistant|somebody}
        {i can't speak to|i can't talk to|i don't understand you, i need|i do not understand you, let me talk to} {a live agent|a human|an agent|a person|somebody}
        {human|agent|operator|representative|talk to human|real person please|customer care|customer care number|customer service number|support|helpline|contact number|phone number|email address|toll free number|do you have a free number}{|?| please}
        <want> {check|see|know|find out} {what hours i can reach|what hours i can call|at what time i can contact|at what time i can call|when i can reach} {customer service|customer support|customer assistance|the call center|you}
        <ask> {check|see} {what hours i can reach|at what time i can contact|at what time i can call|what hours i can call} {customer service|customer support|customer assistance}{|?}
        {when|what time|at what time|what hours} {can i call|can i reach|is open|does open|can i contact|are available at} {customer service|the call center|customer support|the store|you}{|?| during the holidays}
        {is your call center|is your customer support|is the helpline|is customer assistance|is support} {open|working|available|working today|working during covid|open on weekends}{|?}
        {where is|where's|wheres|where are} {my order|my package|my parcel|my purchase|my delivery|my stuff|my items|the driver}{|?| please| now}
        {when will|when can|when is|when do|when does} {my order be delivered|my order arrive|i receive my order|my package arrive|i get my order|i expect delivery|my order coming|my parcel come|it be delivered|it arrive|my order ship|the delivery come|i expect my order}{|?| please}
        {track|tracking|locate|find|check|see|trace} <order>{| status| please| now|}
        {order|purchase|delivery|shipping|package} {status|tracking|status 45871|update|eta|information|details|related}{|?| please}
        {status of|eta of|current status of|the status of|update on|the eta of} <order>{|?| please}
        <want> {check|see|track|locate|know} {the status of|the eta of|the current status of|} <order>{|}
        <ask> {check|see|track|locate} {the status of|the eta of|the current status of|} <order>{|?}
        <want> {cancel|stop} <order>{|?| <please>}
        <ask> {cancel|stop} <order>{|?}
        {cancel|cancelling|canceling|cancellation of|help cancelling|need help canceling|assistance cancelling|problems cancelling|i don't want|i can't cancel|cancel it,} <order>{|}
        {cancel|cancelling|cancellation|return|returns|refund|refunds|replacement|exchange|exchange policy|return policy|refund policy|refund status|money back|reimbursement|rebate|compensation}{|?| please| my order}
        <want> {get|ask for|request|demand|obtain|receive} {a refund|a reimbursement|a rebate|a compensation|my money back|a refund of my money|reimbursements of money|rebates of my money|a compensation of money}{|}
        <ask> {get|ask for|request|demand|obtain} {a refund|a reimbursement|a rebate|a compensation|my money back|reimbursements|rebates of money|compensations}{|?}
        {i paid|i spent} {50 dollars|$120|$75|200 dollars|$999} for {an item|an article|a product|this}{, i want a refund|, i want to get my money back|, i need help getting a rebate|, assistance to get a reimbursement}
        {refund|rebating|reimburse|rebate|refunding|reimbursing|reimbursement of|compensation of} {50 dollars|$120|200 dollars|$999|my money}
        {when will i get|when am i receiving|when do i receive|where is|when can i expect} my {refund|money back|compensation|reimbursement|rebate}{|?}
        {i want to|i need to|how can i|how do i|can i|i would like to} {return|exchange|replace|send back} {my order|a product|one product|the item|the mattress|it|my purchase|an item}{|?| please}
        <want> {reset|recover|retrieve|restore|change|get back} {my password|my pin|my pin code|my access key|my key|my profile password|the password of my account|the pin of my user account|my account key|the pass of my profile|the access key of my account|my user password|my profile key}
        <ask> {reset|recover|retrieve|restore|change} {my password|my pin|my access key|my key|the password of my account|the pass of my profile|my user pwd|my account key|the pin of my profile}{|?}
        {i forgot|i lost|forgot|lost|i don't remember|someone stole|question about|problem with|have problems with|trouble with} {my password|my pin|my pin code|my access key|the password of my account|the forgotten pin|the lost pin code|my forgotten pass|my profile password|my user key}{|, help me recover it|, i need to reset it|}
        <want> {report|notify of|inform of|solve} {payment issues|a payment error|a problem with payment|errors with online payment|an issue with online payments|troubles with payment|problems with payments|a registration problem|sign-up issues|an error with signup|problems with registration|issues with registrations|a signup problem}
        <ask> {report|notify of|inform of|solve} {payment issues|a payment error|problems with payment|errors with online payment|a registration problem|sign-up issues|an error with signup|issues with registrations}{|?}
        {help|assistance|i need help|need assistance|want help|i want help} {reporting|informing of|notifying of|solving|to report|to solve|with} {payment errors|payment problems|a registration error|signup issues|a sign-up problem|online payment issues|a trouble with payment}
        {i cannot|i can't|i cant|unable to|can't|i am not able to|i'm having trouble to} {create an account|register|sign up|log in|login|pay|make a payment|make a transfer|create a profile|create a user|open the link|access my account|finish the payment}{|, help|, report the error|}
        {payment|online payment|registration|sign-up|signup|account|login|website|transaction} {issue|issues|error|problem|problems|failed|not working|errors|trouble}{|?| help}
        {my payment|my card|the transfer|the transaction} {failed|was declined|is pending|did not go through|was rejected|got an error}{|?}
        {how do i pay|how can i pay|where do i pay|what payment methods do you accept|payment options|payment methods|do you accept credit cards|can i pay with paypal|do you take cash|do you accept transfers|can i pay by card|is cod possible|is it possible to pay cod|cod is available or not}{|?}
        {emi|no cost emi|do you offer emi|is emi available|how to get emi|emi options|can i pay in installments|installments available|do you have financing|pay later option|monthly payments}{|?| please}
        {what are your hours|opening hours|store hours|what time do you open|what time do you close|are you open today|are you open on <day>|are you open now|business hours|when do you close}{|?}
        {where are you located|where is your store|what's your address|your address please|store location|nearest store|do you have a store in <place>|send me your location|do you have a branch in <place>|is there a showroom}{|?}
        {do you deliver|do you ship|can you deliver|delivery available|do you offer delivery|is delivery possible|can you ship} {to <place>|to my home|to this pin code|to my zip code|same day|for free|internationally|here}{|?}
        {how long does|how many days does|how much time does} {delivery take|shipping take|it take to arrive|it take to ship|the delivery take|it take to reach <place>}{|?}
        {i need|can i get|send me|i want|where is|give me|could you send|i need a copy of} {an invoice|my invoice|the invoice|my bill|a receipt|a duplicate bill|the bill of my order|my receipt|a tax invoice|the bill}{|?| please| for my order}
        {change|update|correct|i want to change|i need to change|can i change|how do i change|can you edit} {my address|the delivery address|the shipping address|my phone number|my details|the delivery date|the address on my order|my email}{|?| please}
        {is there a warranty|what is the warranty|warranty|warranty period|how long is the warranty|does it have warranty|how does the warranty work|guarantee|trial period|how does the 100 night trial work}{|?| on the <home>}
        {help|help me|i need help|can you help me|need assistance|i have a question|i have a doubt|need some info|can someone help me|support please|question about my order|i need help with my order|i need help with my account|i have a query}{|?| please}
        {tracking number|what is my tracking number|i need my tracking number|send me the tracking link|has my order shipped|did my order ship|is my order on the way|has it been dispatched|which courier do you use}{|?| please}
        {can i pick up|can i collect|i want to pick up} {in store|my order|it today|at the store}{|?}
        {i already paid|i paid already|payment done|i sent the transfer|here is my receipt|i sent the proof of payment}{|, what now|, please confirm|, did you see it}
        {are you a bot|are you a robot|is this a bot|am i talking to a robot|are you human}{|?|, i want a person|, give me an agent}
        {do you install|do you offer installation|who does the assembly|is assembly included|do you have parking|minimum order for delivery|is there a minimum order|do you have an app}{|?}
        {who|with whom|who can} {do i talk to|can i speak with|handles invoices|can help me|do i contact about a payment|answers questions here}{|?}
        {let me|i'd rather|i prefer to|i must|please let me} {speak to someone|talk to your manager|speak with a supervisor|talk to a real person|chat with a human|call you}{|!| please}
        {is there|do you have} {a real person|somebody|someone|anyone in charge|a phone line|a store nearby|an email i can write to} {i can talk to|there|to help me|available|}{|?}
        {any|is there any|got any} {update|news|information|progress} {on|about|regarding} {my order|my package|my delivery|my refund|my parcel|my shipment|order 5512}{|?}
        {has|did|is} {my order|my package|my stuff|it} {shipped|shipped yet|left the warehouse|on its way|out for delivery|been sent|been processed}{|?}
        {which day|what day|by when|how soon|around what time} {will it get here|does it arrive|will i get it|will my things arrive|will you deliver|comes the driver}{|?}
        {is|are|can i use|can i pay with} {visa|paypal|cash|my debit card|a gift card|apple pay|bank transfer|mastercard|checks} {ok|accepted|fine|allowed|possible|}{|?}
        {how do i get|directions|how to get|give me directions} {to your store|to the shop|there by bus|to your warehouse}{|?}
        {is the shop|is the store|are you guys|will you be} {open|closed|open tomorrow|closed today|open this weekend|open late|open for holidays}{|?}
        {i'm locked out of|i can't get into|i can't enter|my password is not working for|someone hacked|how do i delete|how do i open|i want to create|i want to close} {my account|my profile|the website|the app|an account}{|?}
        {i changed my mind|don't need it anymore|i ordered by mistake|i bought it by mistake}{, cancel it|, please cancel|, how to cancel|, i want to cancel the order}
        {i moved|i have a new address|my phone changed|wrong address on the order}{, how do i update it|, update my info|, please change it|}
        {what is|explain|tell me|how does} {your refund process|the refund process|your return policy|the exchange policy|your cancellation policy|the shipping policy|your privacy policy|the delivery process work}{|?}
        {can i|could i|may i|am i able to} {swap it|exchange it|return it later|change the size|get store credit|pay half now|change my order|pay later}{|?| for another one}
        {the website|the checkout page|the app|the payment link|your page|my cart} {gives an error|is not loading|crashes|doesn't work|keeps failing|shows an error|won't let me pay|is down}{|, help}
        {is delivery|is shipping|is returning|is installation} {free|included|available here|possible today|international|available on weekends}{|?}
        {do you ship|do you deliver|do you send} {overseas|abroad|to other states|on weekends|the same day|at night|to apartments}{|?}
        {i need|i'd like|can i have} {the invoice in my company name|a tax receipt|an invoice with tax id|the receipt by email|a copy of my invoice}{| please|?}
        {is it ok to|can i|may i|do you let me} pay {with a check|in cash|by card|when it arrives}{|?}
        {have|let|could} {someone|a rep|a salesperson|an agent} {call|phone|contact} me{| please| back}
        {do you have a|is there a|only online or a} {physical|real|brick and mortar} {store|location|shop}{|?}
        my {account|login|coupon account|profile} {is locked|got suspended|doesn't let me in|was blocked}
        """

    static let other = """
        {lol|haha|hahaha|lmao|rofl|hehe|hahahaha|xd}{| that's funny| you're funny| yeah| omg| 😂| nice one}
        {thanks|thank you|thx|ty|tysm|thank u|thanks a lot|many thanks|appreciate it|much appreciated|thank you very much|cheers mate}{|!| 🙏| for everything| buddy| for your help| so much}
        {ok|okay|k|kk|alright|sure|cool|great|perfect|awesome|nice|got it|understood|i see|fine|yes|no|yep|nope|yeah|hmm|ah ok|right|of course|sounds good|no problem|no worries|all good|never mind|nvm}{| thanks|.|!| 👍|}
        {bye|goodbye|see you|see ya|see you later|cya|later|take care|have a nice day|have a good one|ttyl|gotta go|i'm leaving|good night|gn|night night|have a great weekend}{|!| thanks| 👋| friend}
        {👍|👌|😂|🤣|❤️|🙏|😊|🔥|😭|🤔|🎉|💪}{|👍|😂😂|❤️|}
        {tell me|do you know|say|give me} {a joke|a story|a secret|something funny|a riddle|a fun fact|about yourself|a poem|a quote from a movie}
        {who won|who is winning|did you watch|what time is|what was the score of} {the game|the match|the super bowl|the fight|the election|the final|the race|the world cup}{|?| last night}
        {what do you think|what do you know|talk} about {the government|politics|life|love|religion|aliens|the moon|football|electric cars|the news}{|?}
        {will it rain|is it cold|it's so hot|what's the weather|how is the weather|it's raining here|weather forecast}{|?| today| tomorrow| in <place>}
        {i love you|i like you|you are beautiful|will you marry me|do you have a girlfriend|want to go out|kiss me|i miss you|are you single|how old are you|where do you live|do you have kids|are you real|who made you|what's your name}{|?| baby}
        {asdf|asdasd|qwer|jkljkl|hgfhgf|dfghj|aaaa|zzzz|lkj|sdfsdf|poiuy|xcvb|blah|bla bla|ffff}{| asd| qwe|}
        {yesterday|today|on <day>|this morning} {i watched a movie|i ate tacos|i woke up late|i went out with friends|it was my birthday|i played soccer|i was sick|i went to church|i visited my mom|i went for a run}
        {my dog|my cat|my son|my wife|my mom|my neighbor|my boss|my sister} {is sick|is called <name>|is sleeping|has a birthday today|is so funny|hates me|is traveling|cooks well|snores a lot}
        {what is|do you know|tell me} {the capital of peru|the highest mountain|your favorite color|your favorite food|the biggest planet|the longest river|the meaning of love|the square root of 9|your star sign}{|?}
        {what day is today|what's the date|what time is it now|what year is it|how many days until christmas|what's the time in london}{|?}
        {wrong chat|wrong person|i texted the wrong number|my bad wrong number|not for you sorry|oops|ignore that|forget it|nothing|it's nothing|sent by mistake|disregard}{|!| sorry}
        {happy new year|merry xmas|happy holidays|happy birthday|congratulations|congrats|happy mother's day|happy friday|enjoy your meal|god bless|good luck|bless you|amen}{|!| friend| everyone| 🎉}
        {i'm sleepy|i'm hungry|i'm bored|i'm sad|i'm happy|i'm tired|i feel lonely|i'm eating|i'm driving|i'm busy|i'm at home|going to bed|i'm hungover|i'm in a meeting}{|.| lol| now}
        {i'll tell you later|i'll text you later|talk to you later|can't talk now|i'll think about it|let me think|i'll ask my wife|i'll let you know|maybe later|not now}{| thanks|}
        {write|translate|solve|compose|code} {a poem|a song|my homework|an essay|this equation|this into french|a python script|a love letter}{|?| for me}
        {what is|how much is} {3 times 4|5 plus 7|10 divided by 2|the square root of 16|100 minus 1}{|?}
        {what is|who invented|who was|who is|explain|define} {artificial intelligence|photosynthesis|the internet|einstein|taylor swift|bitcoin|gravity|a black hole|philosophy|quantum physics|shakespeare}{|?}
        {are you coming|let's go|see you|wanna come} {to the party|to the club|to the bbq|to the stadium|to the beach|at school|to the wedding|to <name>'s place}{|?| on <day>| tonight}
        {the meeting is|remember the appointment|there is a meeting|no class|homework is due|the exam is} {tomorrow|on <day>|at 5|at school|at 10 am}
        {do you like|do you prefer|do you hate|have you seen} {soccer|pizza or sushi|rock music|dogs|the new movie|chocolate or vanilla|dancing|star wars}{|?}
        {go|let's go|viva} {cowboys|usa|yankees|celtics|lions|team}{|!}
        {just|only|i'm just} {browsing around no need|asking|checking this works|testing|a test|curious|passing by|killing time}{| thanks|}
        {test|testing|testing 123|123|.|...|?|??|!|x|h|1 2 3|0000}
        {you are stupid|you're dumb|you don't understand anything|shut up|leave me alone|stop texting me|you're crazy|stupid bot|you are boring|go away}{|!| lol}
        {watch this video|look at this|https://youtu.be/abc|send the party pics|forward this to 10 people|vote for me|make money from home|you won a prize|invest in crypto|free followers}{| lol|}
        {sorry|my apologies|apologies|excuse me sorry}{| to bother you| for the delay in replying| i fell asleep| lol| about that}
        {wow|omg|oh my god|no way|really|that's great|how cute|how sad|that's weird|so cool|i don't believe it|what a day|oh well}{|!| lol| man}
        {can you|could you|do you want to} {sing a song|dance|be my friend|play a game|chat with me a bit|play music|set an alarm|turn on the lights|order me a taxi joke}{|?}
        {haha|lol|hahaha} {you're so silly|no way|crazy|you made me laugh|ok|you're nuts|good one|stop it|you're the best}
        {you're welcome|same to you|you too|likewise|no thanks|no thank you|don't mention it|anytime|my pleasure|thanks for that|that's all thanks|i'm good thanks|much obliged|god bless you}{|!| friend| mate}
        {i|it's|all} {figured it out|solved|sorted|fixed now|clear now|understood everything|done}{| thanks|, thank you| cheers}
        {sleep well|sweet dreams|have a good evening|have a lovely weekend|see you tomorrow|see you next week|talk soon|catch you later|until next time|take it easy|peace out|so long|laters|farewell|off to bed}{|!| thanks| buddy}
        {yess|nooo|yup|nah|really|for real|who knows|maybe|perhaps|idk|dunno|i guess|i don't think so|whatever|meh|exactly|obviously|never|me neither|me too|okie|okey dokey|fair enough|kinda|indeed}{|?|!| lol}
        {what did you|how do you|do you|when do you} {eat for lunch|sleep|dream|watch on tv|do for fun|have for dinner|go on vacation|work out}{|?}
        {my aunt|my brother|my cousin|my boyfriend|my dad|my grandma|my roommate|my kid} {got married|had a baby|bought a puppy|lives in <place>|broke a leg|is in love|cooks great|went on holiday|is in the hospital|graduated}
        {so much traffic|the power is out|it's flooding|what a full moon|there was a crash|the internet is down|there's a strike|a tree fell|so crowded}{| in <place>| here| at home|}
        {who|in what year|where|when} {discovered fire|painted the mona lisa|wrote hamlet|won the oscar|invented the airplane|was napoleon born|is egypt|sings that song|did the war end|was the first president}{|?}
        {how tall is|how far is|how old is|how big is|how many people live in} {the eiffel tower|the moon|the universe|china|the sun|london|a giraffe|the pope}{|?}
        {can you|do you know how to|could you} {dance|tell jokes|speak french|play chess|cook|do magic|feel|dream|rap|beatbox}{|?}
        {play|put on} {a song|some music|some rock|the radio|a video|hip hop}{| by queen| please|}
        {uuu|ooo|eee|iiii|brr|pff|ugh|meow|woof|yay|bah|phew|oops|zzz|grr|boo}{|!| lol}
        {fghj|vbnm|tyuiop|ghjk|bnmbn|rtyrty|kkjj|wqwq|opop|zxz}{| fgh| vbn|dfg| tyu}
        {i had|i ate|i made|i cooked} {pizza|salad|soup|tacos|breakfast late|a cake} {for lunch|for dinner|today|with my family}
        {i went|we went|i'm going|she went} {to the gym|to the mall with mom|hiking|to a concert|to the park|on a date|to the dentist|dancing}{| yesterday| today| tonight|}
        {okie|okey|okey dokey|alright|alrighty|yup yup|k k|fine then} {|then|cool|dude}
        {have a|enjoy your|wish you a} {lovely|great|nice|good|wonderful|fun} {night|weekend|week|one|rest of the day|trip}{|, bye|, goodbye|, see ya| everybody}
        {which|what} {song|book|show|series|restaurant} {do you recommend|should i watch|is good|do you like}{|?}
        {bla bla bla|yada yada|whatever|meh|nah forget it|never mind that|so it goes|that's life|it is what it is|oh well}{| lol| haha}
        {oops wrong person|that was for my sister|sent that by mistake|ignore that message|that text was for someone else}
        {i have to go|gotta run|i'm at work|going to lunch|heading home|driving now|be right back|talk later}{| sorry|, bye}
        {that made me laugh|you're funny|haha good one|your answer was hilarious}
        """
}
